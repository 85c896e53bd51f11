import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { AuditKeys } from "#lib/transparency-log/log-keys";
import { Frontier, hashLeaf } from "#lib/transparency-log/merkle-tree";
import { formatCanonical } from "./canonical-entry.ts";
import { fromRow } from "./entry-row.ts";
import type { AuditEntry } from "./model.ts";
import { readBounds, scanEntries, scanSlices } from "./scan-entries.ts";
import { verifyLegacyLog } from "./verify-legacy-log.ts";

/** What entry 0 of a log in format 2 says of the log in format 1 before it. */
export type FormerLog = {
  formerFormat: 1;
  formerEntries: number;
  formerFirst: number;
  formerLast: number;
  formerHead: string;
  formerKeyId: string;
  formerVerified: boolean;
  formerRoot: string;
};

/** Leaf of a former entry: its canonical form, a line feed, and its MAC, which takes the place of a salt. */
export const hashFormerEntry = (entry: AuditEntry): Buffer => hashLeaf(`${formatCanonical(entry)}\n${entry.mac}`);

/** Computes the root of the former entries in their order, up to `last`. */
export async function readFormerRoot(tables: Kysely<Tables>, last: number, signal?: AbortSignal) {
  const frontier = new Frontier();
  let end: AuditEntry | null = null;
  for await (const rows of scanEntries(tables, 0, last, signal)) {
    await scanSlices().next();
    for (const row of rows) {
      end = fromRow(row);
      frontier.push(hashFormerEntry(end));
    }
  }
  return { entries: frontier.size, root: frontier.root().toString("base64"), end };
}

/** @returns null without a former log */
export async function describeFormerLog(
  tables: Kysely<Tables>,
  keys: AuditKeys,
  now: () => number,
): Promise<FormerLog | null> {
  const { first, last } = await readBounds(tables);
  if (last === 0) return null;
  const { intact } = await verifyLegacyLog({ tables, keys, now });
  const { entries, root, end } = await readFormerRoot(tables, last);
  return {
    formerFormat: 1,
    formerEntries: entries,
    formerFirst: first,
    formerLast: last,
    formerHead: end?.mac ?? "",
    formerKeyId: end?.keyId ?? "",
    formerVerified: intact,
    formerRoot: root,
  };
}
