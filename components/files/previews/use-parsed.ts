import { useEffect, useState } from "react";

/** Larger files are not certificates or signatures. Bytes. */
const mostBytes = 8 * 1024 * 1024;

/** Parses a Blob; `failed` if `parse` throws. `parse` must have a stable identity. */
export function useParsed<T>(
  blob: Blob,
  parse: (bytes: Uint8Array<ArrayBuffer>) => Promise<T> | T,
): T | "reading" | "failed" {
  const [held, setHeld] = useState<T | "reading" | "failed">("reading");
  useEffect(() => {
    let left = false;
    setHeld("reading");
    void (async () => {
      try {
        if (blob.size > mostBytes) throw new Error("Too large");
        const value = await parse(new Uint8Array(await blob.arrayBuffer()));
        if (!left) setHeld(() => value);
      } catch {
        if (!left) setHeld("failed");
      }
    })();
    return () => {
      left = true;
    };
  }, [blob, parse]);
  return held;
}
