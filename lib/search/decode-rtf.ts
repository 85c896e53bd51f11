import { decodeHexPairs } from "./decode-bytes.ts";

const unicodeCharacter = /\\u(-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|[^\\{}\n])?/gi;
const byte = /\\'([0-9a-f]{2})/gi;
const paragraphEnd = /\\(?:par|line|tab|cell|row|sect|page)(?![a-z])-?\d{0,6} ?/gi;
const controlWord = /\\[a-z]{1,32}(?:-?\d{1,10})? ?/gi;

/**
 * Undoes RTF (Rich Text Format 1.9.1): line ends mean nothing there, `\_` is a hyphen that does not break, `\-` an
 * optional one. A text that is not RTF comes back unchanged.
 */
export function decodeRtf(text: string): string {
  if (!/\{\\rtf|\\u-?\d{2,6}\s?[?\\]/.test(text)) return text;
  return text
    .replaceAll("\n", "")
    .replace(unicodeCharacter, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(byte, (_, digits: string) => decodeHexPairs(`=${digits}`))
    .replace(paragraphEnd, "\n")
    .replaceAll("\\_", "-")
    .replaceAll("\\-", "\u00ad")
    .replaceAll("\\~", " ")
    .replace(controlWord, "");
}
