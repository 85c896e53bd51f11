import { useEffect, useState } from "react";

/** Larger files are not certificates or signatures. Bytes. */
const maxBytes = 8 * 1024 * 1024;

/** Parses a Blob; `failed` if `parse` throws. `parse` must have a stable identity. */
export function useParsed<T>(
  blob: Blob,
  parse: (bytes: Uint8Array<ArrayBuffer>) => Promise<T> | T,
): T | "reading" | "failed" {
  const [parsed, setParsed] = useState<T | "reading" | "failed">("reading");
  useEffect(() => {
    let left = false;
    setParsed("reading");
    void (async () => {
      try {
        if (blob.size > maxBytes) throw new Error("Too large");
        const value = await parse(new Uint8Array(await blob.arrayBuffer()));
        if (!left) setParsed(() => value);
      } catch {
        if (!left) setParsed("failed");
      }
    })();
    return () => {
      left = true;
    };
  }, [blob, parse]);
  return parsed;
}
