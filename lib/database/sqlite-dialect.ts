import "server-only";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { withTimeout } from "#lib/runtime/race-abort";
import { DatabaseTimeoutError, databaseDeadlineMs, type SqliteThread } from "./sqlite-thread.ts";

/**
 * Runs kysely's SQLite dialect in a worker thread; its own dialect would block the main thread.
 * @param open called at the first statement, and again after the thread has ended
 */
export function sqliteDialect(open: () => Promise<SqliteThread>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(open),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Serializes transactions and single statements, because SQLite has one connection here. */
class ThreadDriver implements Driver {
  readonly #open: () => Promise<SqliteThread>;
  #thread: SqliteThread | undefined;
  #busy = false;
  #waiting: (() => void)[] = [];

  constructor(open: () => Promise<SqliteThread>) {
    this.#open = open;
  }

  async init(): Promise<void> {
    // `acquireConnection` opens the thread.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await this.#takeTurn();
    this.#busy = true;
    try {
      if (this.#thread === undefined || this.#thread.hasEnded) this.#thread = await this.#open();
      return new ThreadConnection(this.#thread);
    } catch (error) {
      await this.releaseConnection();
      throw error;
    }
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }

  // Takes the write lock at once: a read transaction that becomes a write later could not wait for it.
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    } catch (error) {
      // After its deadline the thread may still begin. Its next statement ends that transaction, or fails without effect.
      if (error instanceof DatabaseTimeoutError) this.rollbackTransaction(connection).catch(() => undefined);
      throw error;
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy(): Promise<void> {
    await this.#thread?.close();
  }

  #takeTurn(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    // The first caller may still be opening the thread.
    return withTimeout(promise, this.#thread?.deadlineMs ?? databaseDeadlineMs, () => {
      this.#waiting = this.#waiting.filter((turn) => turn !== resolve);
      return new DatabaseTimeoutError("The embedded database was busy for too long.");
    });
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread: SqliteThread;

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes, insertId } = await this.#thread.execute(query.sql, query.parameters);
    return {
      rows: rows as R[],
      ...(changes === undefined ? {} : { numAffectedRows: changes }),
      ...(insertId === undefined ? {} : { insertId }),
    };
  }

  // biome-ignore lint/correctness/useYield: kysely requires a generator; callers read pages instead of streaming.
  async *streamQuery<R>(): AsyncGenerator<QueryResult<R>> {
    throw new Error("Read page by page: the embedded database does not stream.");
  }
}
