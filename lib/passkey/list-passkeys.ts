import "server-only";
import { database } from "#lib/database/connection";
import type { PasskeyRow } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { readEnrolEnd } from "./fresh-session.ts";
import { relyingParty } from "./relying-party.ts";
import type { Passkey, PasskeyList } from "./schema.ts";
import { listRows } from "./store.ts";

const toText = (time: number) => new Date(time).toISOString();
const toTextOrNull = (time: number | null) => (time === null ? null : toText(time));

export const readTransports = ({ transports }: Pick<PasskeyRow, "transports">): string[] =>
  transports.split(" ").filter(Boolean);

const describe = (row: PasskeyRow, rpId: string): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: toText(row.created_at),
  lastUsedAt: toTextOrNull(row.last_used_at),
  revokedAt: toTextOrNull(row.revoked_at),
  credential:
    row.revoked_at === null && row.rp_id === rpId ? { id: row.credential_id, transports: readTransports(row) } : null,
});

/** The person's own passkeys. @throws ProblemError `audit_unavailable` without the database */
export async function listPasskeys(person: Person): Promise<PasskeyList> {
  const now = Date.now();
  const { rpId, origin } = relyingParty();
  const isRequired = settings().decision.isPasskeyRequired;
  const [rows, end] = await Promise.all([
    withDatabase(async () => listRows(await database(), person.subject)),
    readEnrolEnd(person, now),
  ]);
  const items = rows.map((row) => describe(row, rpId));
  return { items, rpId, origin, isRequired, enrolUntil: isRequired ? toTextOrNull(end) : null };
}
