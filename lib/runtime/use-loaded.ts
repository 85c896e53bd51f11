import { useEffect, useState } from "react";

/** Loads a value; `signal` is aborted when the value is not needed any more. */
export type Load<Value> = (signal: AbortSignal) => Promise<Value>;

export type Loaded<Value> = { phase: "loading" } | { phase: "failed" } | { phase: "ready"; value: Value };

const loading = { phase: "loading" } as const;

/**
 * Loads a value from outside React: a Blob, a worker, a module. `load` has a stable identity, and a new one starts
 * a new load. The result of another `load` is never returned; null loads nothing.
 */
export function useLoaded<Value>(load: Load<Value> | null): Loaded<Value> {
  const [done, setDone] = useState<{ load: Load<Value>; result: Loaded<Value> } | null>(null);
  useEffect(() => {
    if (load === null) return;
    const gone = new AbortController();
    const settle = (result: Loaded<Value>) => !gone.signal.aborted && setDone({ load, result });
    load(gone.signal).then(
      (value) => settle({ phase: "ready", value }),
      () => settle({ phase: "failed" }),
    );
    return () => gone.abort();
  }, [load]);
  return done !== null && done.load === load ? done.result : loading;
}
