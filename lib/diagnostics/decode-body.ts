/** Encoding of a JSON text; RFC 8259 section 8.1 requires UTF-8 between systems. */
export type BodyEncoding = "UTF-8" | "UTF-16LE" | "UTF-16BE" | "not text";

function guessEncoding(bytes: Uint8Array): Exclude<BodyEncoding, "not text"> {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return "UTF-16LE";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "UTF-16BE";
  return "UTF-8";
}

/** @param isCut true if the body is truncated, so that the last character may be incomplete */
export function decodeBody(bytes: Uint8Array, isCut: boolean): { text: string; encoding: BodyEncoding } {
  const encoding = guessEncoding(bytes);
  try {
    const text = new TextDecoder(encoding.toLowerCase(), { fatal: true }).decode(bytes, { stream: isCut });
    return { text, encoding };
  } catch {
    return { text: "", encoding: "not text" };
  }
}
