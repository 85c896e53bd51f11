import type { Purpose } from "./schema.ts";

export type PurposeState = { required: boolean; confirmed: Purpose | null };

/** Returns true if the confirmed purpose matches every field that `link` sets. */
export function isPurposeConfirmed(link: Purpose, confirmed: Purpose | null): boolean {
  if (confirmed === null) return false;
  return (
    (link.ticket ?? confirmed.ticket) === confirmed.ticket && (link.purpose ?? confirmed.purpose) === confirmed.purpose
  );
}

/** Maximum characters of a ticket or of a purpose. */
export const maxPurposeLength = 200;

/** Blank characters that Unicode counts as letters or symbols: fillers, blanks of Braille, hieroglyphs and music, U+FFFC, U+FFFD. */
const blank = /[\u2800\ufffc\ufffd\u{13441}\u{13442}\u{1d159}]|\p{Default_Ignorable_Code_Point}/gu;

/** Visible by itself: not white space, a control, a mark on nothing, a private or unassigned character. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Hidden characters without a function in names and sentences: controls, direction marks, zero-width spaces, fillers, tags.
 * Joiners and variation selectors stay, because scripts and emoji need them; so do tabs and line ends.
 */
const hidden =
  /(?!\s|\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Reads a ticket or purpose: without hidden characters, trimmed. @returns null if nothing visible is left */
export function readPurposeText(text: string): string | null {
  if (!visible.test(text.replaceAll(blank, ""))) return null;
  return text.replaceAll(hidden, "").trim();
}
