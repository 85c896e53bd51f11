import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PasskeyRow } from "#lib/database/tables";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { enrolMs } from "./schema.ts";
import {
  findRow,
  forgetPasskeys,
  insertRow,
  listRows,
  noteUse,
  revokeRow,
  storeChallenge,
  takeChallenge,
} from "./store.ts";

const now = Date.parse("2026-11-28T12:00:00Z");

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(async () => log.end());
const tables = () => log.database.main;

const row = (id: string, given: Partial<PasskeyRow> = {}): PasskeyRow => ({
  ...{ id, credential_id: `credential ${id}`, subject: "ada", rp_id: "localhost", public_key: "AA", counter: 5 },
  ...{ transports: "internal", name: "Laptop", created_at: now, last_used_at: null, revoked_at: null },
  ...given,
});

describe("a challenge", () => {
  const owner = { subject: "ada", sessionId: "s1" };

  it("serves once, in its session, for its person, for five minutes", async () => {
    const take = (given: Partial<typeof owner>, at = now) => takeChallenge(tables(), { ...owner, ...given }, at);
    await storeChallenge(tables(), owner, "first", now);
    await storeChallenge(tables(), owner, "second", now);
    expect(await take({ sessionId: "s2" })).toBeNull();
    expect(await take({ subject: "eve" })).toBeNull();
    expect(await take({})).toBe("second");
    expect(await take({})).toBeNull();
    await storeChallenge(tables(), owner, "late", now);
    expect(await take({}, now + enrolMs)).toBeNull();
    await storeChallenge(tables(), owner, "of a clock that was set back", now);
    expect(await take({}, now - 1)).toBeNull();
  });

  it("that has expired is deleted with the next one", async () => {
    await storeChallenge(tables(), owner, "old", now - enrolMs);
    await storeChallenge(tables(), { ...owner, sessionId: "s2" }, "new", now);
    const rows = await tables().selectFrom("passkey_challenges").select("challenge").execute();
    expect(rows).toEqual([{ challenge: "new" }]);
  });
});

describe("a passkey", () => {
  it("counts one use at a time, and none after it was revoked", async () => {
    await insertRow(tables(), row("a"));
    const use = () => noteUse(tables(), { id: "a", counter: 5 }, { counter: 6, now });
    expect([await use(), await use()]).toEqual([true, false]);
    expect(await findRow(tables(), "a")).toMatchObject({ counter: 6, last_used_at: now });
    await revokeRow(tables(), "a", "ada", now);
    expect(await noteUse(tables(), { id: "a", counter: 6 }, { counter: 7, now })).toBe(false);
  });

  it("is revoked once, by its person alone, and stays", async () => {
    await insertRow(tables(), row("a"));
    expect(await revokeRow(tables(), "a", "eve", now)).toBe(false);
    expect(await revokeRow(tables(), "a", "ada", now)).toBe(true);
    expect(await revokeRow(tables(), "a", "ada", now + 1)).toBe(false);
    expect(await listRows(tables(), "ada")).toEqual([row("a", { revoked_at: now })]);
  });

  it("belongs to one account", async () => {
    await insertRow(tables(), row("a"));
    await expect(insertRow(tables(), row("b", { credential_id: "credential a", subject: "eve" }))).rejects.toThrow();
  });

  it("goes with its person", async () => {
    await insertRow(tables(), row("a"));
    await insertRow(tables(), row("b", { subject: "eve" }));
    await storeChallenge(tables(), { subject: "ada", sessionId: "s1" }, "open", now);
    await forgetPasskeys(tables(), "ada");
    const rows = [
      await tables().selectFrom("passkeys").select("subject").execute(),
      await tables().selectFrom("passkey_challenges").select("subject").execute(),
    ];
    expect(rows).toEqual([[{ subject: "eve" }], []]);
  });
});
