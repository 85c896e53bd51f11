import { type BodyArtefact, type BodyNature, type BodyWrap, expected } from "./body/nature.ts";
import { asAscii, readSample, type Sample } from "./body/sample.ts";
import { unwrapBody } from "./body/unwrap-body.ts";
import { readWords } from "./body/words.ts";
import { recogniseBody } from "./recognise-body.ts";

export type BodyForm = "json" | "text" | "archive" | "bytes";

/** `shown` is the content inside `wraps`, or the Blob as sent if they are absent or not removable. */
export type ReadBody = { nature: BodyNature; shown: Blob; wraps: BodyWrap[]; form: BodyForm };

type Known = { promise: Promise<ReadBody>; settled: ReadBody | null };
const knownBodies = new WeakMap<Blob, Map<BodyArtefact, Known>>();

/** Detects a body's type and form once per Blob. Leaves an unreadable Blob to its viewer, which reports it. */
export function readBody(artefact: BodyArtefact, blob: Blob): Promise<ReadBody> {
  const ofBlob = knownBodies.get(blob) ?? new Map<BodyArtefact, Known>();
  knownBodies.set(blob, ofBlob);
  const known = ofBlob.get(artefact);
  if (known) return known.promise;
  const made: Known = { promise: read(artefact, blob).catch(() => asExpected(artefact, blob)), settled: null };
  ofBlob.set(artefact, made);
  void made.promise.then((body) => {
    made.settled = body;
  });
  return made.promise;
}

function asExpected(artefact: BodyArtefact, blob: Blob): ReadBody {
  return { nature: expected, shown: blob, wraps: [], form: artefact === "files" ? "archive" : "json" };
}

/** Returns the cached result of readBody, or null. */
export function knownBody(artefact: BodyArtefact, blob: Blob): ReadBody | null {
  return knownBodies.get(blob)?.get(artefact)?.settled ?? null;
}

async function read(artefact: BodyArtefact, blob: Blob): Promise<ReadBody> {
  const nature = await recogniseBody(artefact, blob);
  if (nature.kind === "expected") return asExpected(artefact, blob);
  const { content, sample, wraps, isPartial } = await unwrapBody(blob);
  const isPeeled = wraps.some((wrap) => wrap !== "bom") && !isPartial;
  const shown = isPeeled ? content : blob;
  return { nature, shown, wraps: isPeeled ? wraps : [], form: findForm(isPeeled ? sample : await readSample(blob)) };
}

function findForm({ head }: Sample): BodyForm {
  const words = readWords(head);
  if (words !== null) return /^[[{]/.test(words.replace(/^\ufeff/, "")) ? "json" : words === "" ? "bytes" : "text";
  return asAscii(head.subarray(0, 2)) === "PK" ? "archive" : "bytes";
}

/** True for archives, also encoded, and for unknown bytes. */
export function mayBeArchive({ nature, form }: ReadBody): boolean {
  return form === "archive" || (nature.kind === "unknown" && nature.detail === null);
}
