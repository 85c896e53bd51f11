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
import { DatabaseTimeoutError, databaseDeadlineMs, type SqliteThread } from "./sqlite-thread.ts";

/** kysely's SQLite in our worker thread: the same SQL as its own dialect, which would run on the main thread. */
export function sqliteDialect(open: () => Promise<SqliteThread>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(open),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite has one connection here, so transactions and single statements take turns. */
class ThreadDriver implements Driver {
  readonly #open: () => Promise<SqliteThread>;
  #thread: SqliteThread | undefined;
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  constructor(open: () => Promise<SqliteThread>) {
    this.#open = open;
  }

  async init(): Promise<void> {
    this.#thread = await this.#open();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const thread = this.#thread;
    if (thread === undefined) throw new Error("The embedded database is not open.");
    if (this.#busy) await this.#takeTurn();
    this.#busy = true;
    return new ThreadConnection(thread);
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }

  // The write lock is taken at once: a read that becomes a write later could not wait for it.
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
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
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        const index = this.#waiting.indexOf(turn);
        if (index >= 0) this.#waiting.splice(index, 1);
        reject(new DatabaseTimeoutError("The embedded database was busy for too long."));
      }, databaseDeadlineMs);
      this.#waiting.push(turn);
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

  // biome-ignore lint/correctness/useYield: kysely asks for a generator; nothing of ours streams, everything pages.
  async *streamQuery<R>(): AsyncGenerator<QueryResult<R>> {
    throw new Error("Read page by page: the embedded database does not stream.");
  }
}
