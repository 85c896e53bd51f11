import { ApiError, fallbackProblem, fetchApi } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { createExternalStore, type ExternalStore } from "#lib/runtime/external-store";
import { BlobCollector, type CollectedBody } from "./collect-body.ts";

/** Artefacts sent to the browser as bytes; the token comes with its verdict (lib/token). */
export type StoredArtefact = "record" | "files";

export type ArtefactState =
  | { phase: "idle" }
  | { phase: "loading"; receivedBytes: number; totalBytes: number | null; bytesPerSecond: number }
  /** `received` keeps bytes of a failed download, never shown as complete. */
  | { phase: "failed"; problem: ProblemDetails; received: Blob | null }
  | {
      phase: "ready";
      blob: Blob;
      /** Hex from the server; null above 1 MiB, where only the log has it. */
      sha256: string | null;
      contentType: string;
      fetchedAt: string;
      requestId: string;
    };

/** Examines a body before it is announced. Must not reject. */
export type Preparation = (collected: CollectedBody) => Promise<void>;

export const idleArtefact: ArtefactState = { phase: "idle" };
const reportIntervalMs = 100;

/** Keeps the bytes of one evidence for all tabs. Fetches each artefact at most once, on a person's action. */
export class ArtefactStore {
  readonly #srId: string;
  readonly #evidenceId: string;
  readonly stores: Record<StoredArtefact, ExternalStore<ArtefactState>> = {
    record: createExternalStore(idleArtefact),
    files: createExternalStore(idleArtefact),
  };
  readonly #pending = new Map<StoredArtefact, AbortController>();

  constructor(srId: string, evidenceId: string) {
    this.#srId = srId;
    this.#evidenceId = evidenceId;
  }

  state(artefact: StoredArtefact): ArtefactState {
    return this.stores[artefact].get();
  }

  /** Fetches unless present or pending; retries from `failed`. Results of `prepare` appear together with the bytes. */
  open(artefact: StoredArtefact, prepare?: Preparation): void {
    const { phase } = this.state(artefact);
    if (phase === "loading" || phase === "ready") return;
    const pending = new AbortController();
    this.#pending.set(artefact, pending);
    this.#set(artefact, { phase: "loading", receivedBytes: 0, totalBytes: null, bytesPerSecond: 0 });
    void this.#fetch(artefact, pending.signal, prepare);
  }

  /** Stops a download and drops its bytes; `open` restarts it. */
  cancel(artefact: StoredArtefact): void {
    this.#pending.get(artefact)?.abort();
    this.#pending.delete(artefact);
    if (this.state(artefact).phase === "loading") this.#set(artefact, idleArtefact);
  }

  dispose(): void {
    for (const pending of this.#pending.values()) pending.abort();
    this.#pending.clear();
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
      let collected: CollectedBody;
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
      if (this.#pending.get(artefact)?.signal === signal) this.#pending.delete(artefact);
    }
  }

  /** Reports progress a few times per second. */
  #reportProgress(artefact: StoredArtefact, response: Response, signal: AbortSignal): (count: number) => void {
    const announced = Number(response.headers.get("content-length"));
    const totalBytes = Number.isSafeInteger(announced) && announced > 0 ? announced : null;
    const startedAt = performance.now();
    let receivedBytes = 0;
    let reportedAt = startedAt;
    return (count) => {
      receivedBytes += count;
      const now = performance.now();
      if (now - reportedAt < reportIntervalMs || signal.aborted) return;
      reportedAt = now;
      const bytesPerSecond = receivedBytes / ((now - startedAt) / 1000);
      this.#set(artefact, { phase: "loading", receivedBytes, totalBytes, bytesPerSecond });
    };
  }
}

/** The body was reset: by the server after a provider failure, or by the network. */
function brokenOff(path: string, receivedBytes: number): ProblemDetails {
  return {
    ...fallbackProblem(path, 0),
    code: "provider_unavailable",
    detail: `The download broke off after ${receivedBytes} bytes. It is incomplete, so it is not shown as evidence. Download it again.`,
  };
}
