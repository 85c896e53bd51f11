import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { isOpened, type LogEntry } from "#lib/transparency-log/entry-line";
import { hashOfLeaf } from "#lib/transparency-log/leaf";
import { auditKeys } from "#lib/transparency-log/log-context";
import { signingKeyOf } from "#lib/transparency-log/log-keys";
import { readEnd } from "#lib/transparency-log/read-keys-file";
import { entryLineColumns } from "#lib/transparency-log/read-proofs";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { readInclusionProof, rootOfInclusion } from "#lib/transparency-log/tree-proofs";

/** A verdict as the access log recorded it; `at` is UTC milliseconds. */
export type RecordedVerdict = { at: number; verdict: string; keyThumbprint: string };

/** Verdicts on one evidence at most; the oldest are read. */
const maxVerdicts = 1000;
/** Proofs at most: each reads a path of the tree. */
const maxProofs = 20;

type VerdictEntry = LogEntry & { log: number };

function readVerdict({ at, content }: VerdictEntry, tokenSha256: string): RecordedVerdict | null {
  try {
    const { sha256, detail, outcome } = JSON.parse(content ?? "") as { [name: string]: unknown };
    const { verdict, keyThumbprint, tokenSha256: judged } = (detail ?? {}) as { [name: string]: unknown };
    const isOfToken = sha256 === tokenSha256 && judged === tokenSha256 && outcome === "whole";
    return isOfToken && typeof verdict === "string" && typeof keyThumbprint === "string"
      ? { at, verdict, keyThumbprint }
      : null;
  } catch {
    return null;
  }
}

/** The entry is what was committed, and in the tree of a checkpoint that one of our keys signed. */
async function isProven(entry: VerdictEntry): Promise<boolean> {
  const tables = await database();
  const end = await readEnd(tables, entry.log);
  const checkpoint = end && parseCheckpointNote(end.note);
  if (!checkpoint || checkpoint.origin !== end?.origin || entry.index >= checkpoint.size || !isOpened(entry))
    return false;
  const isOurs = auditKeys().some((key) =>
    isSignedBy(checkpoint.note, signingKeyOf(key, checkpoint.origin).verifierKey),
  );
  if (!isOurs) return false;
  const reader = subtreeReader(tables, entry.log, checkpoint.size);
  const path = await readInclusionProof(reader, entry.index, checkpoint.size);
  return rootOfInclusion(hashOfLeaf(entry), entry.index, checkpoint.size, path)?.equals(checkpoint.root) ?? false;
}

/**
 * Finds the oldest verdict on exactly this token that the access log proves and that `isWanted` accepts. The log is the only witness:
 * a row that was altered, inserted or copied is not in the signed tree, and one that was erased or pruned proves nothing.
 * @param tokenSha256 in lower-case hex
 */
export function findProvenVerdict(
  { srId, evidenceId }: { srId: string; evidenceId: string },
  tokenSha256: string,
  isWanted: (verdict: RecordedVerdict) => boolean,
): Promise<RecordedVerdict | null> {
  return withDatabase(async () => {
    const rows: VerdictEntry[] = await (await database())
      .selectFrom("log_entries")
      .select([...entryLineColumns, "log"])
      .where("sr_id", "=", srId)
      .where("evidence_id", "=", evidenceId)
      .where("event", "=", "verdict")
      .orderBy("log")
      .orderBy("index")
      .limit(maxVerdicts)
      .execute();
    let proofs = 0;
    for (const row of rows) {
      const verdict = readVerdict(row, tokenSha256);
      if (verdict === null || !isWanted(verdict)) continue;
      // A tree that cannot be read proves nothing.
      if (await isProven(row).catch(() => false)) return verdict;
      proofs += 1;
      if (proofs >= maxProofs) return null;
    }
    return null;
  });
}
