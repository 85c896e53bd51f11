import "server-only";
import { Worker } from "node:worker_threads";
import { withTimeout } from "#lib/runtime/race-abort";
import { type RpcWorker, WorkerRpcClient, WorkerRpcError } from "#lib/runtime/worker-rpc-client";

/** Statement timeout. Callers fail after this time even if SQLite is still busy. */
export const databaseDeadlineMs = 1_700;

/** Statement timeout of readers: many times what the widest range of one statement takes. */
export const readerDeadlineMs = 10_000;

/** Statement timeout of migrations: an index of a large log takes minutes. */
export const migrationDeadlineMs = 10 * 60_000;

/** Statement timeout; the thread may still finish the statement. */
export class DatabaseTimeoutError extends Error {
  override readonly name = "DatabaseTimeoutError";
}

/** `code` is SQLite's extended result code, such as 5 (busy), 13 (full) or 1555 (unique). */
export class SqliteError extends Error {
  override readonly name = "SqliteError";
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

const onTimeout = () => new DatabaseTimeoutError("The embedded database did not respond in time.");

export type SqliteResponse = { rows: unknown[]; changes?: bigint; insertId?: bigint };
/** `lockPath` is locked until the process ends; a read-only connection cannot change the file. */
type SqliteFile = { path: string; lockPath: string | null; readOnly?: boolean };

type SqliteMethods = {
  open: { params: SqliteFile; result: null };
  execute: { params: { sql: string; parameters: readonly unknown[] }; result: SqliteResponse };
  close: { params: null; result: null };
};

/** SQLite in its own thread. It is not restarted after it has ended; `sqliteDialect` opens another one. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #rpc: WorkerRpcClient<SqliteMethods>;
  #ended: Error | null = null;
  /** Statement timeout. */
  deadlineMs: number;
  /** Resolves when the thread has closed or crashed. */
  readonly gone: Promise<void>;

  private constructor(worker: Worker, deadlineMs: number) {
    this.#worker = worker;
    this.deadlineMs = deadlineMs;
    const rpcWorker = toRpcWorker(worker, (error) => {
      this.#ended ??= error;
    });
    this.#rpc = new WorkerRpcClient(() => rpcWorker);
    this.gone = new Promise((resolve) => worker.once("exit", () => resolve()));
  }

  /** @throws Error if another process has the lock, or opening fails */
  static async open(workerPath: string, file: SqliteFile, deadlineMs = databaseDeadlineMs): Promise<SqliteThread> {
    const worker = new Worker(workerPath, { execArgv: [], stdout: false });
    const thread = new SqliteThread(worker, deadlineMs);
    try {
      await thread.#rpc.call("open", file);
    } catch (error) {
      void worker.terminate();
      if (!(error instanceof WorkerRpcError)) throw error;
      throw new Error(
        error.name === "DatabaseLockedError"
          ? `Another process of Evidence Desk uses ${file.path}. The embedded database serves one process. Stop the other process, set another DATA_DIR, or set DATABASE_URL to a shared PostgreSQL database.`
          : `The embedded database ${file.path} can't be opened (${error.message}). Check the file and its permissions.`,
      );
    }
    worker.unref();
    return thread;
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /** @throws SqliteError or DatabaseTimeoutError */
  async execute(sql: string, parameters: readonly unknown[]): Promise<SqliteResponse> {
    if (this.#ended) throw this.#ended;
    // Keeps a command line tool alive only while statements run.
    if (this.#rpc.isIdle) this.#worker.ref();
    const response = this.#rpc.call("execute", { sql, parameters });
    response.then(this.#rest, this.#rest);
    try {
      return await withTimeout(response, this.deadlineMs, onTimeout);
    } catch (error) {
      throw error instanceof WorkerRpcError ? new SqliteError(error.message, error.code) : error;
    }
  }

  readonly #rest = (): void => {
    if (this.#rpc.isIdle) this.#worker.unref();
  };

  /** Closes the file after pending statements. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#worker.ref();
    // The thread may end before its response arrives.
    this.#rpc.call("close", null).catch(() => undefined);
    await this.gone;
  }
}

/** A thread of Node with the events of a browser's worker. `onEnd` is called first when it fails or exits. */
function toRpcWorker(worker: Worker, onEnd: (error: Error) => void): RpcWorker {
  const rpcWorker: RpcWorker = {
    postMessage: (message: unknown) => worker.postMessage(message),
    terminate: () => void worker.terminate(),
    onmessage: null,
    onerror: null,
  };
  const end = (error: Error) => {
    onEnd(error);
    const event = Object.assign(new Event("error"), { message: error.message }) as ErrorEvent;
    rpcWorker.onerror?.call(rpcWorker as globalThis.Worker, event);
  };
  worker.on("message", (data) => rpcWorker.onmessage?.call(rpcWorker as globalThis.Worker, { data } as MessageEvent));
  worker.on("error", end);
  worker.on("exit", () => end(new Error("The database thread has ended.")));
  return rpcWorker;
}
