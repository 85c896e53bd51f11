import { ApiError, fallbackProblem, fetchApi } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { createExternalStore, type ExternalStore } from "#lib/runtime/external-store";
import { BlobCollector, type Collected } from "./collect-body.ts";

/** The artefacts whose bytes go to the browser as they are; the token comes with its verdict (lib/token). */
export type StoredArtefact = "record" | "files";

export type ArtefactState =
  | { phase: "idle" }
  | { phase: "loading"; receivedBytes: number; totalBytes: number | null; bytesPerSecond: number }
  /** `received` holds what came before a download broke off, so that nothing is lost; it is never shown as whole. */
  | { phase: "failed"; problem: ProblemDetails; received: Blob | null }
  | {
      phase: "ready";
      blob: Blob;
      /** Hex, as the server counted it; null above 1 MiB, where the log holds it. */
      sha256: string | null;
      contentType: string;
      fetchedAt: string;
      requestId: string;
    };

/** Looks at a body before anybody is told that it is there. Must not reject. */
export type Preparation = (collected: Collected) => Promise<void>;

export const idleArtefact: ArtefactState = { phase: "idle" };
const reportEveryMs = 100;

/**
 * Holds the bytes of one evidence for all of its tabs: each artefact is fetched at most once, on a person's act, and
 * dropped with `dispose` when the person leaves.
 */
export class ArtefactStore {
  readonly #srId: string;
  readonly #evidenceId: string;
  /** What is known of each artefact, for React. */
  readonly stores: Record<StoredArtefact, ExternalStore<ArtefactState>> = {
    record: createExternalStore(idleArtefact),
    files: createExternalStore(idleArtefact),
  };
  readonly #flights = new Map<StoredArtefact, AbortController>();

  constructor(srId: string, evidenceId: string) {
    this.#srId = srId;
    this.#evidenceId = evidenceId;
  }

  state(artefact: StoredArtefact): ArtefactState {
    return this.stores[artefact].get();
  }

  /**
   * Fetches the artefact unless it is held or on its way; from `failed` it tries again. What `prepare` finds at once is on screen with
   * the news that the bytes are there.
   */
  open(artefact: StoredArtefact, prepare?: Preparation): void {
    const { phase } = this.state(artefact);
    if (phase === "loading" || phase === "ready") return;
    const flight = new AbortController();
    this.#flights.set(artefact, flight);
    this.#set(artefact, { phase: "loading", receivedBytes: 0, totalBytes: null, bytesPerSecond: 0 });
    void this.#fetch(artefact, flight.signal, prepare);
  }

  /** Stops a download; what came is dropped, and `open` starts anew. */
  cancel(artefact: StoredArtefact): void {
    this.#flights.get(artefact)?.abort();
    this.#flights.delete(artefact);
    if (this.state(artefact).phase === "loading") this.#set(artefact, idleArtefact);
  }

  /** Stops everything and lets go of all bytes. */
  dispose(): void {
    for (const flight of this.#flights.values()) flight.abort();
    this.#flights.clear();
    for (const store of Object.values(this.stores)) store.set(idleArtefact);
  }

  #set(artefact: StoredArtefact, state: ArtefactState): void {
    this.stores[artefact].set(state);
  }

  async #fetch(artefact: StoredArtefact, signal: AbortSignal, prepare?: Preparation): Promise<void> {
    const path = apiPaths.artefact(this.#srId, this.#evidenceId, artefact);
    let received: Blob | null = null;
    try {
      const response = await fetchApi(path, { signal });
      const contentType = response.headers.get("content-type") ?? "application/octet-stream";
      const collector = new BlobCollector();
      let collected: Collected;
      try {
        if (response.body) await collector.read(response.body, this.#reportProgress(artefact, response, signal));
      } finally {
        collected = collector.finish(contentType);
        received = collected.blob;
      }
      await prepare?.(collected);
      if (signal.aborted) return;
      this.#set(artefact, {
        phase: "ready",
        blob: received,
        sha256: response.headers.get("x-evidence-sha256"),
        contentType,
        fetchedAt: new Date().toISOString(),
        requestId: response.headers.get("x-request-id") ?? "",
      });
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof ApiError ? error.problem : brokenOff(path, received?.size ?? 0);
      this.#set(artefact, { phase: "failed", problem, received: received && received.size > 0 ? received : null });
    } finally {
      if (this.#flights.get(artefact)?.signal === signal) this.#flights.delete(artefact);
    }
  }

  /** Counts what comes and tells it a few times a second. */
  #reportProgress(artefact: StoredArtefact, response: Response, signal: AbortSignal): (count: number) => void {
    const announced = Number(response.headers.get("content-length"));
    const totalBytes = Number.isSafeInteger(announced) && announced > 0 ? announced : null;
    const startedAt = performance.now();
    let receivedBytes = 0;
    let reportedAt = startedAt;
    return (count) => {
      receivedBytes += count;
      const now = performance.now();
      if (now - reportedAt < reportEveryMs || signal.aborted) return;
      reportedAt = now;
      const bytesPerSecond = receivedBytes / ((now - startedAt) / 1000);
      this.#set(artefact, { phase: "loading", receivedBytes, totalBytes, bytesPerSecond });
    };
  }
}

/** The body ended in a reset: the server does that when the provider broke off, and the line may do it by itself. */
function brokenOff(path: string, receivedBytes: number): ProblemDetails {
  return {
    ...fallbackProblem(path, 0),
    code: "provider_unavailable",
    detail: `The download broke off after ${receivedBytes} bytes. What came is incomplete and is not shown as evidence.`,
  };
}
