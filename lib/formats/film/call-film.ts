import { callWorkerOnce } from "#lib/runtime/call-worker-once";
import type { Film, FilmMethods } from "./model.ts";

const timeoutMs = 9_000;

/** @throws WorkerTimeoutError; AbortError after `signal`; Error if nothing could be read */
export function readFilm(blob: Blob, signal: AbortSignal): Promise<Film> {
  return callWorkerOnce<FilmMethods, "inspect">(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
    "inspect",
    { blob },
    { timeoutMs, signal },
  );
}
