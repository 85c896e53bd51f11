import { decodeHexPairs } from "./decode-bytes.ts";

const control = new RegExp(
  [
    String.raw`\\u(-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|[^\\{}\n])?`,
    String.raw`\\'([0-9a-f]{2})`,
    String.raw`\\([\\{}])`,
    String.raw`\\([-_~])`,
    String.raw`\\([a-z]{1,32})(?:-?\d{1,10})?[ \n]?`,
    String.raw`\n(?:[>|][^\S\n]?){0,8}`,
  ].join("|"),
  "gi",
);
const symbols: Record<string, string> = { _: "-", "-": "\u00ad", "~": " " };
const lineEnds = new Set(["par", "line", "tab", "cell", "row", "sect", "page"]);

export function isRtf(text: string): boolean {
  return /\{\\rtf|\\u-?\d{2,6}\s?[?\\]/.test(text);
}

/** Decodes RTF (Rich Text Format 1.9.1): ignores line ends, `\_` is a non-breaking hyphen, `\-` an optional one. */
export function decodeRtf(text: string): string {
  return text.replace(control, (_, code?: string, byte?: string, escaped?: string, symbol?: string, word?: string) => {
    if (code) return String.fromCharCode(Number(code) & 0xffff);
    if (byte) return decodeHexPairs(`=${byte}`);
    if (word) return lineEnds.has(word.toLowerCase()) ? "\n" : "";
    return escaped ?? symbols[symbol ?? ""] ?? "";
  });
}
