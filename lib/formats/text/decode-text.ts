import { decodeUtf32 } from "./decode-start.ts";
import { type EncodingId, encodingOf } from "./encodings.ts";

/** Decodes bytes; what the encoding does not define becomes U+FFFD. Loads tables for encodings that browsers do not have. */
export async function decodeText(bytes: Uint8Array, id: EncodingId): Promise<string> {
  const { decoder } = encodingOf(id);
  if (decoder === "native") return new TextDecoder(id).decode(bytes);
  if (decoder === "utf-32") return decodeUtf32(bytes, id === "utf-32le");
  const { readTable } = await import("./single-byte-tables.ts");
  const table = readTable(id);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    let part = "";
    for (const byte of bytes.subarray(at, at + 4096)) part += table[byte];
    text += part;
  }
  return text;
}
