import { useMemo } from "react";
import type { BodyArtefact } from "#lib/evidence/body/nature";
import { knownBody, type ReadBody, readBody } from "#lib/evidence/read-body";
import { useLoaded } from "#lib/runtime/use-loaded";

/** Type of a body and how it can be shown; null until known, and without a body. */
export function useBody(artefact: BodyArtefact, blob: Blob | null): ReadBody | null {
  const known = blob && knownBody(artefact, blob);
  const load = useMemo(() => blob && (() => readBody(artefact, blob)), [artefact, blob]);
  const read = useLoaded(known === null ? load : null);
  return known ?? (read.phase === "ready" ? read.value : null);
}
