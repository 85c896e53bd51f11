import "server-only";
import { Worker } from "node:worker_threads";

/** Statement timeout. Callers fail after this time even if SQLite is still busy. */
export const databaseDeadlineMs = 1_700;

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

export type SqliteResponse = { rows: unknown[]; changes?: bigint; insertId?: bigint };
type Pending = { resolve(response: SqliteResponse): void; reject(error: Error): void; timer: NodeJS.Timeout };
type Message = { ready?: boolean; locked?: boolean; id?: number; error?: { message: string; code: number | null } };

export class SqliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #ended: Error | null = null;

  readonly #deadlineMs: number;

  private constructor(worker: Worker, deadlineMs: number) {
    this.#worker = worker;
    this.#deadlineMs = deadlineMs;
    this.gone = new Promise((resolve) => worker.once("exit", () => resolve()));
  }

  /** Locks `lockPath` until the process ends. @throws Error if another process has the lock, or opening fails */
  static async open(
    workerPath: string,
    file: { path: string; lockPath: string | null },
    deadlineMs = databaseDeadlineMs,
  ): Promise<SqliteThread> {
    const worker = new Worker(workerPath, { workerData: file, execArgv: [], stdout: false });
    const thread = new SqliteThread(worker, deadlineMs);
    await new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (message: Message) => {
        worker.off("error", reject);
        if (message.ready) return resolve();
        void worker.terminate();
        reject(
          new Error(
            message.locked
              ? `Another process of Evidence Desk uses ${file.path}. The embedded database serves one process. Stop the other process, set another DATA_DIR, or set DATABASE_URL to a shared PostgreSQL database.`
              : `The embedded database ${file.path} can't be opened (${message.error?.message ?? "unknown"}). Check the file and its permissions.`,
          ),
        );
      });
    });
    worker.on("message", (message: Message & SqliteResponse) => thread.#settle(message));
    worker.on("error", (error) => thread.#end(error));
    worker.on("exit", () => thread.#end(new Error("The database thread has ended.")));
    worker.unref();
    return thread;
  }

  /** Resolves when the thread has closed or crashed. */
  readonly gone: Promise<void>;

  /** @throws SqliteError or DatabaseTimeoutError */
  execute(sql: string, parameters: readonly unknown[]): Promise<SqliteResponse> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const id = this.#nextId++;
      const timer = setTimeout(() => {
        this.#forget(id);
        reject(new DatabaseTimeoutError("The embedded database did not respond in time."));
      }, this.#deadlineMs);
      // Keeps a command line tool alive only while statements run.
      if (this.#pending.size === 0) this.#worker.ref();
      this.#pending.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, sql, parameters });
    });
  }

  /** Closes the file after pending statements. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const ended = new Promise((resolve) => this.#worker.once("exit", resolve));
    this.#worker.ref();
    this.#worker.postMessage({ close: true });
    await ended;
  }

  #forget(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending) clearTimeout(pending.timer);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#worker.unref();
    return pending;
  }

  #settle(message: Message & SqliteResponse): void {
    const pending = message.id === undefined ? undefined : this.#forget(message.id);
    if (pending === undefined) return;
    if (message.error) pending.reject(new SqliteError(message.error.message, message.error.code));
    else pending.resolve(message);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const id of [...this.#pending.keys()]) this.#forget(id)?.reject(error);
  }
}
