import { type DetectedEncoding, detectEncoding } from "./detect-encoding.ts";
import { type EncodingId, encodingOf } from "./encodings.ts";
import { scanText } from "./scan-text.ts";

const headBytes = 64 * 1024;

/** Encoding of a whole text; for one of the old encodings of eight bits a guess by its characters and its language. */
export type GuessedEncoding = { encoding: EncodingId; label: string; certain: boolean };

/** Detects the encoding of a text of any length. Loads the detectors of old encodings only for a text that needs them. */
export async function guessEncoding(blob: Blob): Promise<GuessedEncoding> {
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  const start = detectEncoding(head, head.length === blob.size);
  if (start?.label && !(isEightBit(start) && head.length < blob.size)) return { ...start, label: start.label };
  const scan = await scanText(blob);
  if (scan.isAscii) return start?.label ? { ...start, label: start.label } : named("utf-8", true, "ASCII");
  if (scan.isUtf8) return named("utf-8", true);
  const [{ guessEastAsian }, { rankSingleByte }] = await Promise.all([
    import("./guess-east-asian.ts"),
    import("./guess-single-byte.ts"),
  ]);
  const [best] = rankSingleByte(scan.counts);
  return named(guessEastAsian(scan.sample) ?? best?.encoding ?? "windows-1252", false);
}

const isEightBit = ({ encoding }: DetectedEncoding) => encoding === "utf-8" || encoding === "iso-2022-jp";

const named = (
  encoding: EncodingId,
  certain: boolean,
  label: string = encodingOf(encoding).label,
): GuessedEncoding => ({
  encoding,
  label,
  certain,
});
