import { useSyncExternalStore } from "react";

/**
 * The title that is being searched, kept in memory for the walk from the search box to the list: search text may name
 * people, so it never stands in a page's address or in browser storage.
 */

/** `tried` is the word that was tried as an id first and is none. */
export type TitleSearch = { text: string; tried: boolean };

const none: TitleSearch = { text: "", tried: false };
let current = none;
const listeners = new Set<() => void>();

export function setTitleSearch(search: TitleSearch): void {
  current = search;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTitleSearch(): TitleSearch {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => none,
  );
}
