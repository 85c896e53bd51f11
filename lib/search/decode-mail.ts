import { decodeBase64OrNull, decodeHexPairs, decodeUtf8OrLatin1 } from "./decode-bytes.ts";

const softBreak = /=[^\S\n]{0,8}\n(?:[^\S\n]?>[^\S\n]?){0,8}/g;
/** Excludes letters and digits, which are never encoded: `=ad8ce78b` is an assignment. */
const encodedBytes = /(?:=(?!3[0-9]|[46][1-9A-F]|[57][0-9A])[0-9A-F]{2})+/gi;
const foldedWords = /\?=\s{1,8}=\?[\w-]{1,40}\?[QB]\?/gi;
const base64Word = /=\?[\w-]{1,40}\?B\?([A-Za-z0-9+/=]{4,1000})\?=/gi;
const base64Body =
  /(content-transfer-encoding:[^\S\n]{0,8}base64[^\n]{0,80}\n(?:[^\n]{1,200}\n){0,20}\n)([A-Za-z0-9+/=\n]+)/gi;

/** A plain equals sign: a URL with parameters is not quoted-printable. */
const plainEquals = /=(?![0-9A-F]{2}|\s{0,8}$)/i;

/** Decodes quoted-printable lines; characters may continue over a line end. */
function decodeQuotedPrintable(text: string): string {
  if (!text.includes("=")) return text;
  const decoded: string[] = [];
  let lines: string[] = [];
  function flush(): void {
    if (lines.length > 0) decoded.push(lines.join("\n").replace(softBreak, "").replace(encodedBytes, decodeHexPairs));
    lines = [];
  }
  for (const line of text.split("\n")) {
    if (!plainEquals.test(line)) lines.push(line);
    else {
      flush();
      decoded.push(line);
    }
  }
  flush();
  return decoded.join("\n");
}

/** Decodes quoted-printable (RFC 2045 section 6.7), base64 and encoded words (RFC 2047) once. Expects LF line ends. */
export function decodeMail(text: string): string {
  const fromBase64 = (digits: string) => decodeUtf8OrLatin1(decodeBase64OrNull(digits) ?? new Uint8Array());
  return decodeQuotedPrintable(
    text
      .replace(foldedWords, "")
      .replace(base64Word, (_, digits: string) => ` ${fromBase64(digits)} `)
      .replace(base64Body, (_, header: string, digits: string) => `${header}${fromBase64(digits)}\n`),
  );
}
