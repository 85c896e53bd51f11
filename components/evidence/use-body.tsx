import { useEffect, useState } from "react";
import { knownBody, type ReadBody, readBody } from "#lib/evidence/read-body";
import type { BodyArtefact } from "#lib/evidence/recognise-body";

/** Type of a body and how it can be shown; null until known, and without a body. */
export function useBody(artefact: BodyArtefact, blob: Blob | null): ReadBody | null {
  const [, setCount] = useState(0);
  const known = blob && knownBody(artefact, blob);
  const isKnown = known !== null;
  useEffect(() => {
    if (!blob || isKnown) return;
    let left = false;
    const redraw = () => {
      if (!left) setCount((count) => count + 1);
    };
    void readBody(artefact, blob).then(redraw);
    return () => {
      left = true;
    };
  }, [artefact, blob, isKnown]);
  return known;
}
