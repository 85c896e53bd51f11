import { type BodyArtefact, type BodyNature, type BodyWrap, expected } from "./body/nature.ts";
import { peelBody } from "./body/peel.ts";
import { asAscii, readSample, type Sample } from "./body/sample.ts";
import { readWords } from "./body/words.ts";
import { recogniseBody } from "./recognise-body.ts";

/** How a body can be looked at: as JSON, as text, as an archive, or only saved. */
export type BodyForm = "json" | "text" | "archive" | "bytes";

/**
 * A body as it is shown: `shown` is what is inside the encodings `wraps`, or the Blob as sent where there are none or they could not be
 * taken off.
 */
export type ReadBody = { nature: BodyNature; shown: Blob; wraps: BodyWrap[]; form: BodyForm };

type Known = { promise: Promise<ReadBody>; settled: ReadBody | null };
const knownBodies = new WeakMap<Blob, Map<BodyArtefact, Known>>();

/** Names a body and finds how it can be shown; once per Blob. A Blob that cannot be read is left to its viewer, which says so. */
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

/** What readBody answered before; null until then. */
export function knownBody(artefact: BodyArtefact, blob: Blob): ReadBody | null {
  return knownBodies.get(blob)?.get(artefact)?.settled ?? null;
}

async function read(artefact: BodyArtefact, blob: Blob): Promise<ReadBody> {
  const nature = await recogniseBody(artefact, blob);
  if (nature.kind === "expected") return asExpected(artefact, blob);
  const { content, sample, wraps, isPartial } = await peelBody(blob);
  const isPeeled = wraps.some((wrap) => wrap !== "bom") && !isPartial;
  const shown = isPeeled ? content : blob;
  return { nature, shown, wraps: isPeeled ? wraps : [], form: findForm(isPeeled ? sample : await readSample(blob)) };
}

function findForm({ head }: Sample): BodyForm {
  const words = readWords(head);
  if (words !== null) return /^[[{]/.test(words.replace(/^\ufeff/, "")) ? "json" : words === "" ? "bytes" : "text";
  return asAscii(head.subarray(0, 2)) === "PK" ? "archive" : "bytes";
}

/** True for what the reader of archives shows best: archives, also inside encodings, and bytes that say nothing of themselves. */
export function mayBeArchive({ nature, form }: ReadBody): boolean {
  return form === "archive" || (nature.kind === "unknown" && nature.detail === null);
}
