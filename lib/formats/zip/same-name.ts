import { codePages, decodeCodePage } from "./code-pages.ts";

/** Encodings in which programs of other countries write names without the UTF-8 flag. */
const encodings = [
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "windows-874",
  "ibm866",
  "iso-8859-2",
  "iso-8859-5",
  "iso-8859-7",
  "koi8-u",
  "macintosh",
  "x-mac-cyrillic",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;

/** Longer names get fewer attempts. */
const longestDecoded = 1024;

const pages = Object.keys(codePages) as (keyof typeof codePages)[];
const foreign = /[^\u0000-\u007f]/gu;
const isAscii = (text: string) => /^[\u0000-\u007f]*$/u.test(text);

/**
 * True if a name in a header is the same name as the one in a Unicode path field (APPNOTE 4.6.9), written in another
 * encoding, with `?` or `_` for letters that the encoding lacks, with Info-ZIP's `#U00e9` for them, or without accents.
 * @param decoded the header's name as this reader decodes it
 * @param saysUtf8 the header declares UTF-8, so that its bytes have one meaning
 */
export function isSameName(raw: Uint8Array, decoded: string, saysUtf8: boolean, unicode: string): boolean {
  const wanted = unicode.normalize("NFC");
  if (decoded.normalize("NFC") === wanted) return true;
  if (isAscii(decoded)) return isReplaced(decoded, wanted);
  if (saysUtf8 || raw.length > longestDecoded) return false;
  return (
    pages.some((page) => decodeCodePage(raw, page) === wanted) ||
    encodings.some((encoding) => decodeAs(raw, encoding)?.normalize("NFC") === wanted)
  );
}

/** Compares an ASCII name with the name whose other letters were replaced, one way for the whole name. */
function isReplaced(ascii: string, wanted: string): boolean {
  const utf8 = new TextEncoder();
  const widths: ((letter: string) => number)[] = [
    () => 1,
    (letter) => letter.length,
    () => 2,
    (letter) => utf8.encode(letter).length,
  ];
  const escaped = wanted.replace(foreign, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code > 0xffff ? `#L${code.toString(16).padStart(6, "0")}` : `#U${code.toString(16).padStart(4, "0")}`;
  });
  const plain = wanted.normalize("NFD").replace(/\p{M}/gu, "");
  return (
    escaped.toLowerCase() === ascii.toLowerCase() ||
    (isAscii(plain) && plain === ascii) ||
    widths.some((width) =>
      matchesWithGaps(
        ascii,
        wanted.replace(foreign, (letter) => "\uffff".repeat(width(letter))),
      ),
    ) ||
    matchesWithGaps(ascii, wanted.replace(/[^\u0000-\u007f]+/gu, "\uffff"))
  );
}

/** `\uffff` in the pattern stands for `?` or `_`. */
function matchesWithGaps(ascii: string, pattern: string): boolean {
  if (ascii.length !== pattern.length) return false;
  for (let at = 0; at < ascii.length; at += 1) {
    const letter = ascii[at];
    if (pattern[at] === "\uffff" ? letter !== "?" && letter !== "_" : letter !== pattern[at]) return false;
  }
  return true;
}

function decodeAs(raw: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return null;
  }
}
