import { useEffect, useState } from "react";
import { computeDigest } from "#lib/bytes/digest";

/** SHA-256 of a Blob in hex; null while it is computed, and for null. Reads all of it into memory: for bodies of some MiB. */
export function useDigest(blob: Blob | null): string | null {
  const [found, setFound] = useState<{ blob: Blob; sha256: string } | null>(null);
  useEffect(() => {
    if (blob === null) return;
    let left = false;
    void (async () => {
      const sha256 = await computeDigest(await blob.arrayBuffer());
      if (!left) setFound({ blob, sha256 });
    })();
    return () => {
      left = true;
    };
  }, [blob]);
  return found !== null && found.blob === blob ? found.sha256 : null;
}
