import "server-only";
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import pg from "pg";
import type { PostgresAddress } from "#lib/env";
import { clientConfig, IsolatedClient } from "./postgres-client.ts";
import { databaseDeadlineMs } from "./sqlite-thread.ts";

/** Parses int8 as a number: our sequences, times and sizes stay below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

/** A connection stays usable after an error that PostgreSQL reported. */
const isServerError = (error: unknown): boolean => error instanceof pg.DatabaseError;

/** `deadlineMs` limits one statement; `readOnly` connections cannot write and use one process of the server each. */
export type PoolOptions = { max: number; deadlineMs?: number; readOnly?: boolean };

/** A statement, because `options` in DATABASE_URL would replace a setting of the connection. */
const readOnlySession = "set default_transaction_read_only = on; set max_parallel_workers_per_gather = 0";

/** Creates a pool with timeouts for each step; discards a connection after a failure that PostgreSQL did not report. */
export function postgresDialect(address: PostgresAddress, options: PoolOptions): PostgresDialect {
  const deadlineMs = options.deadlineMs ?? databaseDeadlineMs;
  const pool = new pg.Pool({
    ...clientConfig(address),
    Client: IsolatedClient,
    max: options.max,
    types,
    connectionTimeoutMillis: Math.min(deadlineMs, 60_000),
    query_timeout: deadlineMs,
    statement_timeout: deadlineMs,
    lock_timeout: deadlineMs,
    idle_in_transaction_session_timeout: 10_000,
    allowExitOnIdle: true,
    ...(options.readOnly ? { onConnect: async (client) => void (await client.query(readOnlySession)) } : {}),
  });
  // Ignores idle connections that the server closed; the pool opens new ones.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool: withCare(pool) });
}

function withCare(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      let broken: Error | undefined;
      const query = async (text: string, parameters: unknown[]) => {
        if (broken) throw broken;
        try {
          return await client.query(text, parameters);
        } catch (error) {
          if (!isServerError(error)) broken = error instanceof Error ? error : new Error(String(error));
          throw error;
        }
      };
      return { query, release: () => client.release(broken) } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}
