import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { CustodyMode, LeavablePiece } from "./parse-order.ts";

/** A dossier must be recorded within this time after its parts were answered. */
export const partsMs = 15 * 60_000;

/** What the server answered for a dossier, by the path of each file; evidence is null where no bytes may be in the dossier. */
export type RememberedParts = {
  custody: CustodyMode;
  leftOut: LeavablePiece[];
  recipient: string;
  basis: string;
  answered: Record<string, string>;
  evidence: Record<string, string | null>;
  /** Indexes of the log's entries of the decisions that the dossier shows. */
  decisions: number[];
  /** ID of the confirmed request that the dossier is one of, or null. */
  batch: string | null;
};

export type PartsOwner = { subject: string; srId: string; evidenceId: string };

/** @param sha256 digest of `dossier.json` @param now UTC milliseconds */
export async function rememberParts(
  tables: Kysely<Tables>,
  { subject, srId, evidenceId }: PartsOwner,
  { sha256, parts, now }: { sha256: string; parts: RememberedParts; now: number },
): Promise<void> {
  const row = { subject, sr_id: srId, evidence_id: evidenceId, content: JSON.stringify(parts) };
  await tables.deleteFrom("dossier_parts").where("expires_at", "<=", now).execute();
  await tables
    .insertInto("dossier_parts")
    .values({ sha256, ...row, expires_at: now + partsMs })
    .onConflict((conflict) => conflict.column("sha256").doNothing())
    .execute();
}

/** @returns null if this person was not answered these parts for this evidence within the last 15 minutes */
export async function findParts(
  tables: Kysely<Tables>,
  { subject, srId, evidenceId }: PartsOwner,
  { sha256, now }: { sha256: string; now: number },
): Promise<RememberedParts | null> {
  const row = await tables
    .selectFrom("dossier_parts")
    .select("content")
    .where("sha256", "=", sha256)
    .where("subject", "=", subject)
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .where("expires_at", ">", now)
    .where("expires_at", "<=", now + partsMs)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.content) as RememberedParts);
}
