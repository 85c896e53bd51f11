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
  const ascii = decodeAscii(raw);
  if (ascii !== null) return { text: ascii, notUtf8: false, guessed: false };
  const utf8 = decodeStrict(raw);
  if (utf8 !== null) return { text: utf8, notUtf8: false, guessed: !saysUtf8 };
  if (saysUtf8) return { text: tolerant.decode(raw), notUtf8: true, guessed: false };
  let text = "";
  for (const byte of raw) text += byte < 128 ? String.fromCharCode(byte) : (codePage437[byte - 128] ?? "\ufffd");
  return { text, notUtf8: false, guessed: true };
}

function decodeAscii(raw: Uint8Array): string | null {
  for (const byte of raw) if (byte > 127) return null;
  let text = "";
  for (let at = 0; at < raw.length; at += 8192) text += String.fromCharCode(...raw.subarray(at, at + 8192));
  return text;
}

function decodeStrict(raw: Uint8Array): string | null {
  try {
    return strict.decode(raw);
  } catch {
    return null;
  }
}
