import { readHex4 } from "./scan-string.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns the offset of the closing quote of a string already validated by the scanner. */
export function stringEnd(bytes: Uint8Array, offset: number): number {
  let from = offset + 1;
  for (;;) {
    const quote = bytes.indexOf(0x22, from);
    if (quote < 0) return bytes.length;
    let slashes = 0;
    while (quote - 1 - slashes > offset && bytes[quote - 1 - slashes] === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote;
    from = quote + 1;
  }
}

/** Decodes UTF-8 and keeps a BOM. Ill-formed bytes become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}

const letters: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Resolves escapes in a string without quotes. Lone surrogates stay. */
export function decodeEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gsu, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined
      ? (letters[letter as string] ?? (letter as string))
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export function readStringText(bytes: Uint8Array, offset: number): string {
  return decodeEscapes(decodeUtf8(bytes, offset + 1, stringEnd(bytes, offset)));
}

/** Returns the code point and byte length of the escape at `at`. A surrogate pair counts as one. */
export function readEscape(bytes: Uint8Array, at: number): { point: number; size: number } {
  const letter = bytes[at + 1] as number;
  if (letter !== 0x75) {
    const text = String.fromCharCode(letter);
    return { point: (letters[text] ?? text).charCodeAt(0), size: 2 };
  }
  const high = readHex4(bytes, at + 2);
  if (high >= 0xd800 && high <= 0xdbff && bytes[at + 6] === 0x5c && bytes[at + 7] === 0x75) {
    const low = readHex4(bytes, at + 8);
    if (low >= 0xdc00 && low <= 0xdfff) return { point: 0x10000 + ((high - 0xd800) << 10) + low - 0xdc00, size: 12 };
  }
  return { point: high, size: 6 };
}
