import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { parseLogDetail } from "#lib/transparency-log/structural-entries";
import { readRangeRoot } from "#lib/transparency-log/tree-proofs";
import { readFormerRoot } from "./describe-former-log.ts";
import { readBounds } from "./scan-entries.ts";

/** Reads what entry 0 of a log says of the log before it. */
async function readFormerDetail(tables: Kysely<Tables>, log: number): Promise<{ [name: string]: unknown }> {
  const row = await tables
    .selectFrom("log_entries")
    .select("content")
    .where("log", "=", log)
    .where("index", "=", 0)
    .executeTakeFirst();
  return parseLogDetail(row?.content ?? null);
}

const changed = (sequence: number, detail: string): IntegrityFailure => ({
  sequence,
  reason: "former_changed",
  detail,
});

/**
 * Compares the former log in format 1 with the root in entry 0 of the log after it. Anyone who has all former entries can do this
 * without AUDIT_KEY.
 * @param located entry that the former log's own MACs show as changed, or null
 */
export async function compareFormerRows(
  tables: Kysely<Tables>,
  log: number,
  located: number | null,
  signal?: AbortSignal,
): Promise<IntegrityFailure | null> {
  const detail = await readFormerDetail(tables, log);
  const { first, last } = await readBounds(tables);
  if (detail.formerFormat !== 1)
    return last === 0
      ? null
      : changed(first, `The former log has entries, but entry 1 of this log names no former log.`);
  const { entries, root } = await readFormerRoot(tables, last, signal);
  if (entries === detail.formerEntries && root === detail.formerRoot && last === detail.formerLast) return null;
  const [formerFirst, formerLast] = [Number(detail.formerFirst), Number(detail.formerLast)];
  // Its own verification counts a beginning that is missing from 1, but it began at its first entry.
  const at = Math.max(formerFirst, located ?? (last > formerLast ? formerLast + 1 : formerFirst));
  return changed(
    at,
    `The former log (format 1) is not the one that this log was begun with: ${entries} entries up to ${last}, instead of ${detail.formerEntries} up to ${detail.formerLast}, or an entry was changed.`,
  );
}

/** Compares the log before a restart with the root in entry 0 of the log after it. */
export async function compareFormerTree(
  tables: Kysely<Tables>,
  former: { log: number; origin: string; size: number },
  after: number,
): Promise<IntegrityFailure | null> {
  const { formerOrigin, formerSize, formerRoot } = await readFormerDetail(tables, after);
  const size = Number(formerSize);
  const isNamed = formerOrigin === former.origin && Number.isSafeInteger(size) && size >= 0;
  const fail = () =>
    changed(
      Math.max(1, former.size),
      `The former log ${former.origin} is not the one that the next log was begun with: ${former.size} entries, instead of ${formerSize} of ${formerOrigin}, or an entry was changed.`,
    );
  if (!isNamed || size !== former.size) return fail();
  if (size === 0) return null;
  const root = await readRangeRoot(subtreeReader(tables, former.log, size), 0, size);
  return root.toString("base64") === formerRoot ? null : fail();
}
