/**
 * Remembers in memory how a page was reached. A navigation within the product is one that this document made itself, by a link, a button
 * or a key. The first page of a document does not count (a pasted address, a reload, another site's link or window), and Back and
 * Forward do not either. See docs/decisions/check-when-opened.md.
 */
let poppedTo: string | null = null;
let arrived: string | null = null;

/** Back or Forward leads to this path. */
export function notePop(pathname: string): void {
  poppedTo = pathname;
}

/** This document has navigated to the path. */
export function noteArrival(pathname: string): void {
  arrived = pathname === poppedTo ? null : pathname;
  poppedTo = null;
}

/** True once for the page that a navigation within the product has just reached. */
export function takeArrival(pathname: string): boolean {
  const isHere = arrived === pathname;
  arrived = null;
  return isHere;
}
