import { useEffect, useState } from "react";
import { computeDigest } from "#lib/bytes/digest";

/** SHA-256 of a Blob in hex, computed here; null until then, and for null. For bodies of some MiB: all of it is read into memory. */
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
