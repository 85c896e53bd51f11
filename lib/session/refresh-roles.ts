import "server-only";
import { database } from "#lib/database/connection";
import type { SessionRow } from "#lib/database/tables";
import { SingleFlight } from "#lib/runtime/single-flight";
import { singleton } from "#lib/runtime/singleton";
import { fetchRoles, type RoleReading } from "./fetch-roles.ts";
import { logRepeatedFault, OidcFault } from "./oidc-fault.ts";
import { OidcRefusal } from "./oidc-gateway.ts";
import { decryptTokens, encryptTokens } from "./oidc-tokens.ts";
import type { SessionEnd } from "./record-session-end.ts";
import { endSession } from "./session-store.ts";

/** Open tabs poll at least every 15 s, so a lost role takes effect within 60 s. */
const intervalMs = 40_000;
const afterSilenceMs = 15_000;
const maxIdleMs = 5 * 60_000;

async function claim(row: SessionRow, now: number): Promise<boolean> {
  const { numUpdatedRows } = await (await database())
    .updateTable("sessions")
    .set({ next_read_at: now + afterSilenceMs })
    .where("id", "=", row.id)
    .where("next_read_at", "=", row.next_read_at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

type Change = Partial<Pick<SessionRow, "roles" | "roles_read_at" | "next_read_at" | "tokens">>;

async function store(row: SessionRow, change: Change): Promise<SessionRow> {
  await (await database())
    .updateTable("sessions")
    .set(change)
    .where("id", "=", row.id)
    .where("ended_at", "is", null)
    .execute();
  return { ...row, ...change };
}

async function end(row: SessionRow, reason: SessionEnd, now: number): Promise<null> {
  await endSession(row.id, reason, now);
  return null;
}

/** `silent` and `refused` without a reading; `fixed` if the provider cannot be queried. */
type Result = RoleReading | "silent" | "refused" | "fixed";

async function readAgain(row: SessionRow): Promise<Result> {
  const tokens = await decryptTokens(row.tokens);
  if (tokens === null) return "silent";
  if (!tokens.canReread) return "fixed";
  try {
    return await fetchRoles(tokens, row.subject);
  } catch (error) {
    if (error instanceof OidcFault) logRepeatedFault(error.reason, error.facts, error.message);
    return error instanceof OidcRefusal ? "refused" : "silent";
  }
}

/** Without a response, access ends five minutes after the last one. */
const stayOrEnd = (row: SessionRow, now: number) =>
  now - row.roles_read_at < maxIdleMs ? row : end(row, "provider_silent", now);

/** @throws ProblemError `audit_unavailable`: a session that cannot be ended must not go on */
async function reread(row: SessionRow, now: number): Promise<SessionRow | null> {
  if (!(await claim(row, now))) return row;
  const result = await readAgain(row);
  // Use `npm run session:revoke` to end such a session early.
  if (result === "fixed") return row;
  if (result === "refused") return end(row, "provider_refused", now);
  if (result === "silent") return stayOrEnd(row, now);
  const { decision, tokens } = result;
  if (decision.outcome === "no_role") return end(row, "no_role", now);
  const encrypted = await encryptTokens(tokens);
  if (decision.outcome === "silent") return stayOrEnd(await store(row, { tokens: encrypted }), now);
  const times = { roles_read_at: now, next_read_at: now + intervalMs };
  return store(row, { ...times, roles: decision.roles.join(" "), tokens: encrypted });
}

/**
 * Refreshes roles that are 40 s old; concurrent requests share one call.
 * @returns null after a refusal, a lost role, or five minutes without a response, which end the session
 */
export async function refreshRoles(row: SessionRow, now: number): Promise<SessionRow | null> {
  if (row.provider !== "oidc" || now < Math.max(row.next_read_at, row.roles_read_at + intervalMs)) return row;
  const sharedCalls = singleton("role-refreshes", () => new SingleFlight<SessionRow | null>());
  return sharedCalls.run(row.id, () => reread(row, now));
}
