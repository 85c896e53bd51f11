import type { BodyArtefact } from "./body/nature.ts";
import { asExpected, type ReadBody } from "./body-model.ts";

export type { ReadBody } from "./body-model.ts";

/** A longer one is sampled by recogniseBody. */
const maxPlainStatusBytes = 64 * 1024;

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

/** Returns the cached result of readBody, or null. */
export function knownBody(artefact: BodyArtefact, blob: Blob): ReadBody | null {
  return knownBodies.get(blob)?.get(artefact)?.settled ?? null;
}

/** Loads what recognises bodies. Call it where a body is expected. */
export const loadExaminer = () => import("./examine-body.ts");

async function read(artefact: BodyArtefact, blob: Blob): Promise<ReadBody> {
  if (artefact === "status" && (await isPlainStatus(blob))) return asExpected(artefact, blob);
  return (await loadExaminer()).examineBody(artefact, blob);
}

/** Recognises an ordinary status as recogniseBody does, without the families of file formats: every page of evidence reads one. */
async function isPlainStatus(blob: Blob): Promise<boolean> {
  if (blob.size > maxPlainStatusBytes) return false;
  const text = await blob.text();
  if (!text.startsWith("{")) return false;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return typeof value.status === "string" && value.status.trim() !== "" && !("type" in value);
  } catch {
    return false;
  }
}

/** True for archives, also encoded, and for unknown bytes. */
export function mayBeArchive({ nature, form }: ReadBody): boolean {
  return form === "archive" || (nature.kind === "unknown" && nature.detail === null);
}
