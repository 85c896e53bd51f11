import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AuditEntryRow } from "#lib/database/tables";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { openTestLog, type TestLog, testSecrets } from "../../e2e/support/audit-log.ts";
import { appendLegacyGroup, makeLegacyCheckpoint } from "../../e2e/support/legacy-log-writer.ts";
import { type LegacyCheckpoint, parseLegacyCheckpoints } from "./legacy-checkpoint.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { verifyLegacyLog } from "./verify-legacy-log.ts";

const counts = process.env.FULL === "1" ? { changes: 500, clean: 1000 } : { changes: 100, clean: 40 };

/** Generates random numbers from a printed seed, so that a failure can be reproduced. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const seed = Number(process.env.SEED ?? 20261123);

describe("verification of a log in format 1", () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await openTestLog();
  });
  afterEach(async () => log.end());

  const append = (count: number, target = log.target) =>
    appendLegacyGroup(
      target,
      Array.from({ length: count }, (_, index) =>
        parseInput(
          {
            ...emptyAuditEvent,
            event: index % 2 ? "release_outcome" : "release",
            person: { subject: `s${index % 7}`, name: "Ada", role: "reviewer" },
            requestId: `r${index}`,
            srId: "sr-1",
            evidenceId: `e${index % 5}`,
            artefact: "record",
            outcome: index % 2 ? "whole" : null,
            bytes: index % 2 ? index * 1000 : null,
            sha256: index % 2 ? "ab".repeat(32) : null,
          },
          1_700_000_000_000 + index,
        ),
      ),
    );
  const verify = (keys = log.target.keys, brought: readonly LegacyCheckpoint[] = []) =>
    verifyLegacyLog({ tables: log.database.main, keys, now: Date.now }, brought);
  const tables = () => log.database.main;

  it("reports an empty log as intact", async () => {
    expect(await verify()).toMatchObject({ intact: true, entries: 0, fault: null });
  });

  it(`accepts ${counts.clean} intact logs`, async () => {
    const random = seeded(seed);
    let alarms = 0;
    for (let run = 0; run < counts.clean; run++) {
      await tables().deleteFrom("audit_entries").execute();
      await tables().deleteFrom("audit_checkpoints").execute();
      const older = { ...log.target, keys: deriveAuditKeys(testSecrets.slice(1)) };
      await append(1 + random(20), random(2) ? older : log.target);
      if (random(2)) await makeLegacyCheckpoint(log.target);
      await append(1 + random(20));
      if (random(2)) await makeLegacyCheckpoint(log.target);
      if (!(await verify()).intact) alarms += 1;
    }
    console.log(`clean logs: ${counts.clean}, false alarms: ${alarms} (seed ${seed})`);
    expect(alarms).toBe(0);
  });

  it(`locates ${counts.changes} random single changes of stored entries`, async () => {
    const random = seeded(seed);
    await append(200);
    const clean = await tables().selectFrom("audit_entries").selectAll().orderBy("sequence").execute();
    const columns = Object.keys(clean[0] ?? {}) as (keyof AuditEntryRow)[];
    let located = 0;
    for (let run = 0; run < counts.changes; run++) {
      const original = clean[random(clean.length - 1)] as AuditEntryRow;
      const column = columns[random(columns.length)] as keyof AuditEntryRow;
      const former = original[column];
      const changed =
        typeof former === "number" ? former + 1000 + random(1000) : former === null ? "" : `${former}${random(10)}`;
      const at = tables().updateTable("audit_entries").where("mac", "=", original.mac);
      await at.set({ [column]: changed }).execute();
      const { fault } = await verify();
      if (fault?.sequence === original.sequence) located += 1;
      else console.log(`not located: ${column} of ${original.sequence}: ${JSON.stringify(fault)}`);
      await tables().deleteFrom("audit_entries").execute();
      for (let from = 0; from < clean.length; from += 100)
        await tables()
          .insertInto("audit_entries")
          .values(clean.slice(from, from + 100))
          .execute();
    }
    console.log(`single changes: ${counts.changes}, located: ${located} (seed ${seed})`);
    expect(located).toBe(counts.changes);
  }, 120_000);

  it("locates a deleted entry, including the first", async () => {
    await append(10);
    await tables().deleteFrom("audit_entries").where("sequence", "=", 4).execute();
    expect((await verify()).fault).toMatchObject({ sequence: 4, reason: "missing" });
    await tables().deleteFrom("audit_entries").where("sequence", "<", 4).execute();
    expect((await verify()).fault).toMatchObject({ sequence: 1, reason: "beginning_cut" });
  });

  it("detects a truncated log by a stored and by a shipped checkpoint", async () => {
    await append(10);
    const made = await makeLegacyCheckpoint(log.target);
    await tables().deleteFrom("audit_entries").where("sequence", ">", 8).execute();
    expect((await verify()).fault).toMatchObject({ sequence: 9, reason: "end_cut" });
    await tables().deleteFrom("audit_checkpoints").execute();
    expect((await verify()).intact).toBe(true);
    const shipped = parseLegacyCheckpoints(`{"level":"info"}\nnot json\n${JSON.stringify(made)}\n`);
    expect((await verify(log.target.keys, shipped)).fault).toMatchObject({ sequence: 9, reason: "end_cut" });
  });

  it("detects a log rewritten with its own key, by a shipped checkpoint", async () => {
    await append(10);
    const made = await makeLegacyCheckpoint(log.target);
    await tables().deleteFrom("audit_entries").execute();
    await tables().deleteFrom("audit_checkpoints").execute();
    await append(5);
    await append(20);
    const brought = made ? [made] : [];
    expect((await verify()).intact).toBe(true);
    expect((await verify(log.target.keys, brought)).fault).toMatchObject({
      sequence: 10,
      reason: "checkpoint_contradicted",
    });
  });

  it("rejects a checkpoint that our key did not sign", async () => {
    await append(10);
    const made = (await makeLegacyCheckpoint(log.target)) as LegacyCheckpoint;
    const [untrusted] = deriveAuditKeys(["an-unknown-secret-0123456789-abcdefgh"]);
    expect((await verify(log.target.keys, [made])).fault).toBeNull();
    const reasonOf = async (forged: LegacyCheckpoint) => (await verify(log.target.keys, [forged])).fault?.reason;
    expect(await reasonOf({ ...made, sequence: 5 })).toBe("checkpoint_forged");
    expect(await reasonOf({ ...made, sequence: 5, keyId: untrusted.id })).toBe("key_unknown");
  });

  it("accepts a key rotation, and rejects a key change without one", async () => {
    const older = { ...log.target, keys: deriveAuditKeys(testSecrets.slice(1)) };
    await append(3, older);
    await append(3);
    expect((await verify()).intact).toBe(true);
    expect((await verify(deriveAuditKeys(testSecrets.slice(0, 1)))).fault).toMatchObject({
      sequence: 1,
      reason: "key_unknown",
    });
  });
});
