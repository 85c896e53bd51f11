import "server-only";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import type { Checkpoint } from "#lib/transparency-log/schema";
import { emptyTreeHash } from "#lib/transparency-log/tree-head";
import {
  detectTruncation,
  readCheckpoints,
  readLatestCheckpoint,
  type VerifySource,
  verifyCheckpoint,
} from "#lib/transparency-log/verify-checkpoint";
import { fromRow } from "./entry-row.ts";
import { LegacyChainVerifier } from "./legacy-chain.ts";
import { readBounds, scanEntries } from "./scan-entries.ts";
import type { VerificationResult } from "./schema.ts";

/** Requires a pruning entry and its signed checkpoint if the log does not start at entry 1. */
function judgeBeginning(first: number, start: Checkpoint | null, walk: LegacyChainVerifier): IntegrityFailure | null {
  if (first === 1) return null;
  const known = walk.prunings.some(({ through, head }) => through === first - 1 && head === start?.head);
  if (start !== null && known) return null;
  return {
    sequence: 1,
    reason: "beginning_cut",
    detail: `Entries before ${first} are gone, and no pruning accounts for it.`,
  };
}

/** Verifies entries with their checkpoints in order; stops at the first failure. */
async function walkLog(source: VerifySource, brought: readonly Checkpoint[], walk: LegacyChainVerifier, last: number) {
  const counts = { entries: 0, checkpoints: 0 };
  for await (const rows of scanEntries(source.tables, walk.position.sequence, last)) {
    const after = walk.position.sequence;
    const through = rows.at(-1)?.sequence ?? last;
    const stored = await readCheckpoints(source, after, through);
    const anchors = [...stored, ...brought.filter(({ sequence }) => sequence > after && sequence <= through)];
    const bySequence = Map.groupBy(anchors, ({ sequence }) => sequence);
    for (const row of rows) {
      let fault = walk.step(fromRow(row));
      for (const checkpoint of bySequence.get(row.sequence) ?? []) {
        counts.checkpoints += 1;
        fault ??= verifyCheckpoint(checkpoint, source.keys, row.mac);
      }
      if (fault) return { ...counts, fault };
      counts.entries += 1;
    }
  }
  const next = walk.position.sequence + 1;
  const unread: IntegrityFailure = { sequence: next, reason: "changed", detail: `Entry ${next} cannot be read.` };
  return { ...counts, fault: next <= last ? unread : null };
}

/**
 * Verifies entries, links, key changes, prunings and checkpoints in pages, up to the log's end at the call.
 * @param brought checkpoints from outside, such as shipped logs or an auditor's file
 */
export async function verifyLog(
  source: VerifySource,
  brought: readonly Checkpoint[] = [],
): Promise<VerificationResult> {
  const at = source.now();
  const latest = await readLatestCheckpoint(source, brought);
  const { first, last } = await readBounds(source.tables);
  const before = await readCheckpoints(source, first - 2, first - 1);
  const start =
    before.find(
      ({ reason, ...rest }) => reason === "pruning" && !verifyCheckpoint({ reason, ...rest }, source.keys, null),
    ) ?? null;
  const walk = new LegacyChainVerifier(source.keys, {
    sequence: first - 1,
    mac: start?.head ?? emptyTreeHash,
    // A newer key than the last pruned entry's may have signed the pruning checkpoint.
    keyId: null,
  });
  const early =
    (first > 1 && start === null ? judgeBeginning(first, null, walk) : null) ??
    brought.map((checkpoint) => verifyCheckpoint(checkpoint, source.keys, null)).find((fault) => fault !== null) ??
    null;
  const walked = early ? { entries: 0, checkpoints: 0, fault: early } : await walkLog(source, brought, walk, last);
  const fault = walked.fault ?? judgeBeginning(first, start, walk) ?? detectTruncation(latest, last);
  return {
    intact: fault === null,
    entries: walked.entries,
    first: last === 0 ? 0 : first,
    last,
    head: walk.position.mac,
    checkpoints: walked.checkpoints,
    fault,
    at,
    durationMs: source.now() - at,
  };
}

export function formatVerification(result: VerificationResult): string {
  if (result.fault)
    return `Not intact at entry ${result.fault.sequence} (${result.fault.reason}): ${result.fault.detail}`;
  if (result.entries === 0) return "Intact: the log has no entries yet.";
  return `Intact: ${result.entries} entries (${result.first} to ${result.last}) and ${result.checkpoints} checkpoints.`;
}
