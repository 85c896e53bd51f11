/** Names and comments as the archive sends them: bytes with a flag that says UTF-8, or IBM code page 437 (APPNOTE D.1). */

export type DecodedName = {
  text: string;
  /** The flag says UTF-8 and the bytes are not. */
  notUtf8: boolean;
  /** No flag, and not plain ASCII: we had to guess. */
  guessed: boolean;
};

const codePage437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes a name or comment. Never throws; what could not be decoded is replaced by U+FFFD and said so. */
export function decodeName(raw: Uint8Array, saysUtf8: boolean): DecodedName {
  const plain = readAscii(raw);
  if (plain !== null) return { text: plain, notUtf8: false, guessed: false };
  const utf8 = decodeStrict(raw);
  // In UTF-8 only ASCII has as many characters as bytes.
  if (utf8 !== null) return { text: utf8, notUtf8: false, guessed: !saysUtf8 && utf8.length !== raw.length };
  if (saysUtf8) return { text: tolerant.decode(raw), notUtf8: true, guessed: false };
  let text = "";
  for (const byte of raw) text += byte < 128 ? String.fromCharCode(byte) : (codePage437[byte - 128] ?? "\ufffd");
  return { text, notUtf8: false, guessed: true };
}

const longestPlain = 256;

/** Most names are plain, and calling a decoder for each of 20,000 takes longer than everything else about them. */
function readAscii(raw: Uint8Array): string | null {
  if (raw.length === 0) return "";
  if (raw.length > longestPlain) return null;
  for (let at = 0; at < raw.length; at += 1) if ((raw[at] as number) > 127) return null;
  // Spread would go through an iterator, byte by byte.
  return String.fromCharCode.apply(null, raw as unknown as number[]);
}

function decodeStrict(raw: Uint8Array): string | null {
  try {
    return strict.decode(raw);
  } catch {
    return null;
  }
}
