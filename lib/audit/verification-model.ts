import type { AuditFault } from "#lib/transparency-log/log-fault";

/** What a verification says; shown on the page, written into exports, printed by the command line tool. */

export type VerificationResult = {
  intact: boolean;
  /** Entries that were read and are good, and the first and last sequence of the log; zeros for an empty one. */
  entries: number;
  first: number;
  last: number;
  /** MAC of the last good entry. */
  head: string;
  /** Checkpoints compared: those stored with the log and those brought along. */
  checkpoints: number;
  fault: AuditFault | null;
  /** UTC milliseconds, and how long it took. */
  at: number;
  durationMs: number;
};

/** A verification with what an auditor needs to judge it: where the log lives, and who signs its checkpoints. */
export type VerificationAnswer = VerificationResult & {
  storage: "sqlite" | "postgres";
  /** What this storage cannot protect from, in words; null on PostgreSQL with an owner of its own. */
  warning: string | null;
  /** Ed25519, raw, base64url. */
  publicKeys: { keyId: string; publicKey: string }[];
};

/** The result in one sentence, for the log of a start, a command line, an export. */
export function formatVerification(result: VerificationResult): string {
  if (result.fault)
    return `Not intact at entry ${result.fault.sequence} (${result.fault.reason}): ${result.fault.detail}`;
  if (result.entries === 0) return "Intact: the log has no entries yet.";
  return `Intact: ${result.entries} entries (${result.first} to ${result.last}) and ${result.checkpoints} checkpoints.`;
}
