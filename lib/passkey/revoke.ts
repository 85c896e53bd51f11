import "server-only";
import type { AuditDetail } from "#lib/audit/model";
import type { RecordedWork } from "#lib/audit/record-together";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { revokeRow } from "./store.ts";

/**
 * Revokes one's own passkey with its entry in the log. Decisions that were confirmed with it stay confirmed.
 * @throws ProblemError `not_found`, the same for a passkey that was revoked, that another person has, or that never existed
 */
export function revokePasskey(
  { subject }: Person,
  id: string,
  record: (detail: AuditDetail, work: RecordedWork<void>) => Promise<void>,
): Promise<void> {
  return record({ setting: "passkey", act: "revoked", passkey: id.slice(0, 32) }, async (transaction) => {
    if (!(await revokeRow(transaction, id, subject, Date.now())))
      throw new ProblemError(
        "not_found",
        "Your account has no active passkey with this ID. Use an ID of `GET /api/passkeys`.",
      );
  });
}
