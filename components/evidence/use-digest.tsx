import { useEffect, useState } from "react";

/** SHA-256 of a Blob in hex, computed here; null until then, and for null. For bodies of some MiB: all of it is read into memory. */
export function useDigest(blob: Blob | null): string | null {
  const [found, setFound] = useState<{ blob: Blob; sha256: string } | null>(null);
  useEffect(() => {
    if (blob === null) return;
    let left = false;
    void hash(blob).then((sha256) => {
      if (!left) setFound({ blob, sha256 });
    });
    return () => {
      left = true;
    };
  }, [blob]);
  return found !== null && found.blob === blob ? found.sha256 : null;
}

async function hash(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
