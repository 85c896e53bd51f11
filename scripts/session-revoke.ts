/**
 * `npm run session:revoke SUBJECT`: ends every session of one person on every replica while the product runs.
 * SUBJECT is the person's ID as in the access log. Open tabs are cleared.
 */
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { appendEntries } from "#lib/audit/append-entries";
import { emptyAuditEvent, parseInput } from "#lib/audit/model";
import { connectDatabase, databaseTarget } from "#lib/database/connection";
import { settings } from "#lib/env";
import { endSessionsOf } from "#lib/session/session-store";
import { auditKeys } from "#lib/transparency-log/log-context";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [subject, ...others] = positionals;
  if (!subject || others.length > 0)
    throw new Error("Pass one subject, as shown in the access log. Example: npm run session:revoke 8f1c-42");
  const target = databaseTarget();
  // The product keeps running; both processes may write session rows.
  const shared = target.kind === "sqlite" ? { ...target, exclusive: false } : target;
  const { kind, main, log } = await connectDatabase({ ...shared, deadlineMs: 10_000 });
  try {
    const count = await endSessionsOf(main, subject, Date.now());
    if (count === 0) return `${subject} has no active session.`;
    const person = { subject, name: subject, role: "" };
    const detail = { reason: "revoked", by: userInfo().username, sessions: count };
    const entry = parseInput({ ...emptyAuditEvent, event: "session_ended", person, detail }, Date.now());
    const { originHost } = settings().audit;
    await appendEntries({ kind, log, keys: auditKeys(), originHost, now: Date.now }, [entry]);
    return `Ended ${count} ${count === 1 ? "session" : "sessions"} of ${subject}.`;
  } finally {
    await main.destroy();
    if (log !== main) await log.destroy();
  }
});
