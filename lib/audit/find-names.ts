import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "#lib/database/tables";
import { ProblemError } from "#lib/problem";

const pageSize = 500;
/** Maximum names of one filter; both databases accept twice as many parameters. */
const maxNames = 10_000;

/** Reads distinct names after `after` in order, with one index search each instead of one row per entry. */
async function readNames(tables: Kysely<Tables>, log: number, after: string): Promise<string[]> {
  const next = (previous: RawBuilder<unknown>) =>
    log === 0
      ? sql`select min(name) from audit_entries where name > ${previous}`
      : sql`select min(name) from log_entries where log = ${log} and name > ${previous}`;
  const { rows } = await sql<{ name: string }>`
    with recursive names(name) as (
      ${next(sql`${after}`)}
      union all
      select (${next(sql`names.name`)}) from names where names.name is not null
    )
    select name from names where name is not null limit ${sql.lit(pageSize)}`.execute(tables);
  return rows.map(({ name }) => name);
}

const fold = (text: string) => text.normalize("NFC").toLowerCase();

/** Finds the names in the log that contain `part`, in any case. @throws ProblemError `invalid_request` for too many */
export async function findNames(
  tables: Kysely<Tables>,
  log: number,
  part: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const wanted = fold(part);
  const found: string[] = [];
  for (let after = ""; ; ) {
    signal?.throwIfAborted();
    const names = await readNames(tables, log, after);
    for (const name of names) if (fold(name).includes(wanted)) found.push(name);
    if (found.length > maxNames)
      throw new ProblemError(
        "invalid_request",
        `More than ${maxNames} names contain this text. Enter more of the name.`,
      );
    const last = names.at(-1);
    if (last === undefined || names.length < pageSize) return found;
    after = last;
  }
}
