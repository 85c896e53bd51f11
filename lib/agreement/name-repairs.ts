/** Repairs names in the wrong encoding or left escaped. */

const accents: Record<string, string> = {
  uml: "\u0308",
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  tilde: "\u0303",
  ring: "\u030a",
  cedil: "\u0327",
  caron: "\u030c",
};

/** Decodes `M&uuml;ller`, `M&#252;ller` and `M\u00fcller`. Null without escapes. */
export function readEscapes(text: string): string | null {
  const read = text
    .replace(/&([a-z])(uml|acute|grave|circ|tilde|ring|cedil|caron);/gi, (_, letter, accent) =>
      `${letter}${accents[String(accent).toLowerCase()]}`.normalize("NFC"),
    )
    .replace(/&szlig;/g, "ß")
    .replace(/&(?:apos|rsquo|lsquo);/g, "'")
    .replace(/&#(\d{1,5});|&#x([0-9a-f]{1,4});|\\u([0-9a-f]{4})/gi, (_, decimal, hex, unicode) =>
      String.fromCharCode(decimal ? Number(decimal) : Number.parseInt(hex ?? unicode, 16)),
    );
  return read === text ? null : read;
}

/** Decodes UTF-8 that was read as Windows-1252 (`MÃ¼ller`). Null for other text. */
export function repairEncoding(text: string): string | null {
  if (!/[ÃÂÄÅÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]/.test(text)) return null;
  const bytes = [...text].map((sign) => windows1252().get(sign) ?? 256);
  if (bytes.some((byte) => byte > 255)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

let byteOfSign: Map<string, number> | null = null;

function windows1252(): Map<string, number> {
  const decoder = new TextDecoder("windows-1252");
  byteOfSign ??= new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte] as const),
  );
  return byteOfSign;
}
