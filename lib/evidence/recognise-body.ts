import { findMagic } from "#lib/formats/media/magic-numbers";
import { peekBase64 } from "./body/base64.ts";
import { recogniseBinary } from "./body/binary-body.ts";
import { recogniseJson } from "./body/json-body.ts";
import { type BodyArtefact, type BodyKind, type BodyNature, type BodyWrap, expected } from "./body/nature.ts";
import { asAscii, type Sample } from "./body/sample.ts";
import { readJsonSkeleton } from "./body/skeleton.ts";
import { recogniseText } from "./body/text-body.ts";
import { unwrapBody } from "./body/unwrap-body.ts";
import { readWords } from "./body/words.ts";

const maxPrimitiveBytes = 400;
/** Minimum text to count as base64 without a known content. */
const minBase64Letters = 64;

const kindOfWrap: Record<Exclude<BodyWrap, "bom">, BodyKind> = {
  utf16le: "utf16",
  utf16be: "utf16",
  utf32le: "utf32",
  utf32be: "utf32",
  json_in_string: "json_in_string",
  base64: "base64_text",
  gzip: "gzip",
};

/**
 * Detects a body by its start and end. `expected`: a JSON object or list for status and record, else a ZIP archive,
 * also damaged. Rejects only if the Blob is unreadable.
 */
export async function recogniseBody(artefact: BodyArtefact, blob: Blob): Promise<BodyNature> {
  if (blob.size === 0) return { kind: "empty", detail: null };
  if (artefact === "files" && (await endsAsArchive(blob))) return expected;
  const { content, sample, wraps } = await unwrapBody(blob);
  const nature = await recognisePlain(artefact, content, sample);
  return withWraps(
    nature,
    wraps.filter((wrap) => wrap !== "bom"),
    artefact === "files" ? "zip" : "json",
  );
}

function withWraps(nature: BodyNature, wraps: Exclude<BodyWrap, "bom">[], inside: string): BodyNature {
  const [outermost, ...others] = wraps;
  if (outermost === undefined) return nature;
  if (!("detail" in nature)) return { kind: kindOfWrap[outermost], detail: [...others, inside].join(" > ") };
  // A JSON string of prose is a JSON value, not an encoding.
  if (outermost === "json_in_string" && wraps.length === 1 && ["error_text", "blank", "empty"].includes(nature.kind))
    return nature.kind === "error_text" ? { kind: "json", detail: "string" } : { kind: "empty_json", detail: '""' };
  const location = `in ${[...wraps].reverse().join(" in ")}`;
  return { kind: nature.kind, detail: nature.detail === null ? location : `${nature.detail} ${location}` };
}

async function recognisePlain(artefact: BodyArtefact, blob: Blob, sample: Sample): Promise<BodyNature> {
  const { head } = sample;
  if (head.length === 0) return { kind: blob.size === 0 ? "empty" : "blank", detail: null };
  const binary = recogniseBinary(head, sample.sizeBytes);
  if (binary) return artefact === "files" && binary.kind === "zip" ? expected : binary;
  const start = asAscii(head.subarray(0, 2));
  if (/^\{|^\[(?![A-Z])/i.test(start) || /^\[(?=[tfn])/.test(start))
    return recogniseJson(await readJsonSkeleton(blob, sample), artefact);
  return recogniseWords(artefact, sample);
}

function recogniseWords(artefact: BodyArtefact, sample: Sample): BodyNature {
  const { head, whole } = sample;
  const text = readWords(head);
  if (text === null) return { kind: "unknown", detail: findMagic(head, sample.sizeBytes)?.label ?? null };
  if (whole && text.length <= maxPrimitiveBytes) {
    try {
      return recogniseJson(JSON.parse(text), artefact);
    } catch {
      // Other text is handled below.
    }
  }
  const found = recogniseText(text);
  if (found) return found;
  const isMixed = /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
  if (text.trim().length >= minBase64Letters && isMixed && peekBase64(sample) !== null)
    return { kind: "base64_text", detail: null };
  return { kind: "error_text", detail: null };
}

const endRecordBytes = 65_557;

/** Finds an end of central directory record (APPNOTE 4.3.16), whatever precedes it. */
async function endsAsArchive(blob: Blob): Promise<boolean> {
  const end = asAscii(new Uint8Array(await blob.slice(Math.max(0, blob.size - endRecordBytes)).arrayBuffer()));
  return end.includes("PK\u0005\u0006");
}

/** Returns JSON text without at most three encodings. Save and hash the original Blob. */
export async function readRecordText(blob: Blob): Promise<{ text: Blob; wraps: BodyWrap[] }> {
  return readInside(blob, (start) => start === "{" || start === "[");
}

/** Returns the ZIP archive without encodings, like readRecordText. */
export async function readArchiveBytes(blob: Blob): Promise<{ archive: Blob; wraps: BodyWrap[] }> {
  if (await endsAsArchive(blob)) return { archive: blob, wraps: [] };
  const { text, wraps } = await readInside(blob, (start) => start === "P");
  return { archive: text, wraps };
}

async function readInside(blob: Blob, isWanted: (start: string) => boolean) {
  const { content, sample, wraps, isPartial } = await unwrapBody(blob);
  if (wraps.length === 0 || isPartial) return { text: blob, wraps: [] };
  return isWanted(asAscii(sample.head.subarray(0, 1))) ? { text: content, wraps } : { text: blob, wraps: [] };
}
