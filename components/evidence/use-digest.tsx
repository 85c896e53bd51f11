import { useMemo } from "react";
import { computeDigest } from "#lib/bytes/digest";
import { useLoaded } from "#lib/runtime/use-loaded";

/** SHA-256 of a Blob in hex; null while it is computed, and for null. Reads all of it into memory: for bodies of some MiB. */
export function useDigest(blob: Blob | null): string | null {
  const load = useMemo(() => blob && (async () => computeDigest(await blob.arrayBuffer())), [blob]);
  const digest = useLoaded(load);
  return digest.phase === "ready" ? digest.value : null;
}
