/** Makes what the eye would miss visible: control, bidirectional and invisible characters as `⟨U+202E⟩`, edge spaces too. */

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/gu;

/** A piece of a name: as sent, or the code point of a hidden character. */
export type NamePiece = { text: string; hidden: boolean };

/** Splits text from the archive into pieces for the screen; hidden characters stand as their code points. */
export function showName(text: string): NamePiece[] {
  const pieces: NamePiece[] = [];
  let from = 0;
  const push = (piece: string, isHidden: boolean) => {
    if (piece !== "") pieces.push({ text: piece, hidden: isHidden });
  };
  for (const match of text.matchAll(hidden)) {
    push(text.slice(from, match.index), false);
    push(`⟨${formatCodePoint(match[0])}⟩`, true);
    from = match.index + match[0].length;
  }
  push(text.slice(from), false);
  return pieces;
}

/** `showName` as one string, for accessible names and copied text. */
export function spellName(text: string): string {
  return showName(text)
    .map((piece) => piece.text)
    .join("");
}

function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
