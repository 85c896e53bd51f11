import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseKind } from "#lib/database/connection";
import { type CheckpointNote, parseCheckpointFile, parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { deriveAuditKeys, signingKeyOf } from "#lib/transparency-log/log-keys";
import { signNote } from "#lib/transparency-log/signed-note";
import {
  clearLogs,
  cutLog,
  type LogSnapshot,
  mutations,
  restoreSnapshot,
  takeSnapshot,
} from "../../e2e/support/log-mutations.ts";
import { type OwnedLog, openOwnedLog } from "../../e2e/support/open-log.ts";
import { appendGroups, dayMs, newKey, oldKey, TestClock, withKeys, writeFullLog } from "../../e2e/support/tree-log.ts";
import { operatorOf } from "./act-on-log.ts";
import { checkKnownCheckpoint } from "./check-known-checkpoint.ts";
import { AuditWriter, RecordTimeoutError } from "./group-commit.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { restartLog } from "./restart-log.ts";
import { verifyLog } from "./verify-log.ts";

const kinds: DatabaseKind[] = ["sqlite", "postgres"];
const intact = { intact: true, fault: null };

describe.each(kinds)("a log with two keys, holds, a pruning and an erasure, on %s", (kind) => {
  let log: OwnedLog;
  let folder: string;
  let origin: string;
  let snapshot: LogSnapshot;
  const clock = new TestClock();
  const tables = () => log.database.main;
  const verify = (secrets: readonly string[], notes: readonly CheckpointNote[] = []) =>
    verifyLog({ tables: tables(), keys: deriveAuditKeys(secrets), now: clock.now }, { notes, legacy: [] });
  /** Verifies under the newest key alone, and under both in either order. */
  const verifyAll = async (notes: readonly CheckpointNote[] = []) =>
    Promise.all([[newKey], [newKey, oldKey], [oldKey, newKey]].map((secrets) => verify(secrets, notes)));
  const expectFault = async (notes: readonly CheckpointNote[], fault: { reason: string; sequence?: number }) => {
    for (const result of await verifyAll(notes)) expect(result.fault).toMatchObject(fault);
  };
  const expectIntact = async (notes: readonly CheckpointNote[] = []) => {
    for (const result of await verifyAll(notes)) expect(result).toMatchObject(intact);
  };
  const noteAt = (size: number) => {
    const stored = snapshot.checkpoints.find((checkpoint) => checkpoint.size === size);
    return parseCheckpointNote(stored?.note ?? "") as CheckpointNote;
  };
  /** Size of the stored checkpoint at this place from the end. */
  const sizeFromEnd = (place: number) => snapshot.checkpoints.at(-place)?.size ?? 0;
  /** Starts with the checkpoints of this file. */
  const startWith = async (text: string, secrets = [newKey, oldKey]) => {
    const file = join(folder, "known");
    writeFileSync(file, text);
    return checkKnownCheckpoint(tables(), file, deriveAuditKeys(secrets)).then(
      () => "started",
      (error: Error) => error.message,
    );
  };
  beforeAll(async () => {
    // A pruning compares this clock with that of the database server.
    if (kind === "postgres") clock.ms = Date.now() - 701 * dayMs;
    log = await openOwnedLog(kind, clock.now);
    folder = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    ({ origin } = await writeFullLog(log.context, clock, join(folder, "pruned.jsonl")));
    snapshot = await takeSnapshot(tables());
  });
  afterEach(() => restoreSnapshot(tables(), snapshot));
  afterAll(async () => {
    await log?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is intact under the new key alone and under both, in either order", async () => {
    for (const result of await verifyAll()) expect(result).toMatchObject({ ...intact, erased: 6, last: 928 });
  });

  // SQLite: `verify-log.test.ts`.
  it.runIf(kind === "postgres")(
    "is named by the verifier after each change of the table",
    async () => {
      const said: Record<string, number> = {};
      for (const { row, name, says, apply } of mutations) {
        const index = await apply({ tables: tables(), snapshot, origin });
        const expected = { reason: says, ...(index === null ? {} : { sequence: index + 1 }) };
        for (const secrets of [[newKey], [newKey, oldKey]])
          expect.soft((await verify(secrets)).fault, `row ${row}: ${name}`).toMatchObject(expected);
        said[says] = (said[says] ?? 0) + 1;
        await restoreSnapshot(tables(), snapshot);
      }
      console.log(`${kind}: ${mutations.length} changes, named: ${JSON.stringify(said)}`);
      await expectIntact();
    },
    300_000,
  );

  it("row 6: last entries deleted with their checkpoints show by any later checkpoint, and by none else", async () => {
    const [size, lastSize] = [sizeFromEnd(4), sizeFromEnd(1)];
    await cutLog(tables(), size);
    await expectIntact();
    await expectIntact([noteAt(size), noteAt(1), noteAt(sizeFromEnd(8))]);
    for (const place of [1, 2, 3])
      await expectFault([noteAt(size), noteAt(sizeFromEnd(place))], { reason: "end_cut", sequence: size + 1 });
    expect(await startWith(noteAt(lastSize).noteText)).toMatch(
      new RegExp(`^rolled_back: the access log has ${size} entries, but the known checkpoint covers ${lastSize}`),
    );
    expect(await startWith(noteAt(size).noteText)).toBe("started");
  });

  it("row 10: a running process refuses to write to an older copy of the database", async () => {
    const writer = new AuditWriter(async () => withKeys(log.context, newKey, oldKey));
    const entry = () => parseInput({ ...emptyAuditEvent, event: "search" }, clock.now());
    const number = await writer.append(entry());
    expect(number).toBe(929);
    await restoreSnapshot(tables(), snapshot);
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(writer.append(entry())).rejects.toThrow(
        "The log ends at 928, but this process saw entry 929 committed",
      );
    await cutLog(tables(), sizeFromEnd(6));
    await expect(writer.append(entry())).rejects.toThrow("committed before");
    expect(await tables().selectFrom("log_entries").select("index").where("index", ">", 928).execute()).toEqual([]);
  });

  it("a running process refuses to write behind a changed entry of the open edge, and to a log that another key took over", async () => {
    const entry = () => parseInput({ ...emptyAuditEvent, event: "search" }, clock.now());
    const fresh = () => new AuditWriter(async () => withKeys(log.context, newKey, oldKey)).append(entry());
    await tables().updateTable("log_entries").set({ event: "search" }).where("index", "=", 926).execute();
    await expect(fresh()).rejects.toThrow("not those that the newest checkpoint covers");
    await restoreSnapshot(tables(), snapshot);
    await expect(
      new AuditWriter(async () => withKeys(log.context, "another-secret-of-the-tests-0123456789")).append(entry()),
    ).rejects.toThrow("AUDIT_KEY");
    await expect(new AuditWriter(async () => withKeys(log.context, oldKey)).append(entry())).rejects.toThrow(
      "AUDIT_KEY",
    );
    await tables().deleteFrom("log_tiles").where("level", "=", 0).where("number", "=", 1).execute();
    await expect(fresh()).rejects.toThrow("Tile 1 of level 0 of the log is missing");
    expect(await tables().selectFrom("log_entries").select("index").where("index", ">", 927).execute()).toEqual([]);
  });

  it("row 24: a second history under the same key shows by a checkpoint of the first, also at the start", async () => {
    const size = sizeFromEnd(4);
    await cutLog(tables(), size);
    clock.ms += 1;
    await appendGroups(withKeys(log.context, newKey, oldKey), [7, 300, 1, 2, 12, 30]);
    clock.ms -= 1;
    await expectIntact();
    await expectIntact([noteAt(size)]);
    for (const place of [1, 2, 3]) {
      const brought = noteAt(sizeFromEnd(place));
      await expectFault([brought], { reason: "checkpoint_contradicted", sequence: brought.size });
      expect(await startWith(brought.noteText)).toMatch(
        new RegExp(`^rewritten: the access log has \\d+ entries, but its first ${brought.size} are not those`),
      );
    }
    expect(await startWith(noteAt(size).noteText)).toBe("started");
  });

  it("row 25: a brought checkpoint with one byte off, or of another log, is named", async () => {
    const { noteText } = noteAt(sizeFromEnd(2));
    const said: Record<string, number> = {};
    for (let at = 0; at < noteText.length; at += 1) {
      const byte = noteText[at] === "A" ? "B" : noteText[at] === "7" ? "8" : noteText[at] === "A" ? "C" : "A";
      const changed = parseCheckpointFile(`${noteText.slice(0, at)}${byte}${noteText.slice(at + 1)}`);
      if (changed.length === 0) {
        said.unreadable = (said.unreadable ?? 0) + 1;
        continue;
      }
      const { fault } = await verify([newKey], changed);
      const reason = fault?.reason ?? "nothing";
      said[reason] = (said[reason] ?? 0) + 1;
    }
    console.log(`${kind}: ${noteText.length} brought checkpoints with one byte off: ${JSON.stringify(said)}`);
    expect(said.nothing).toBeUndefined();
    expect(Object.keys(said).sort()).toEqual(["checkpoint_forged", "origin_differs", "unreadable"]);
    const other = "desk.test/log/00000000";
    const key = signingKeyOf(deriveAuditKeys([newKey])[0], other);
    const foreign = parseCheckpointFile(signNote(`${other}\n5\n${Buffer.alloc(32).toString("base64")}\n`, [key]));
    await expectFault(foreign, { reason: "origin_differs" });
  }, 120_000);

  it("a checkpoint that only the retired key signed is refused behind the rotation, and good before it", async () => {
    await expectIntact([noteAt(5), noteAt(1)]);
    const { origin: own, size, root } = noteAt(sizeFromEnd(2));
    const text = `${own}\n${size}\n${root.toString("base64")}\n`;
    const retired = parseCheckpointFile(signNote(text, [signingKeyOf(deriveAuditKeys([oldKey])[0], own)]));
    await expectFault(retired, { reason: "key_retired" });
  });

  it("start: a file that is empty, torn, missing or of another log does not count", async () => {
    const { noteText } = noteAt(sizeFromEnd(1));
    const shipped = JSON.stringify({ level: "info", time: "t", msg: "log checkpoint", checkpoint: noteText });
    for (const text of [
      "",
      "\n",
      noteText.slice(0, -20),
      shipped.slice(0, -30),
      noteText.replace(origin, "x.test/log/00000000"),
    ])
      expect(await startWith(text)).toMatch(
        /^AUDIT_KNOWN_CHECKPOINT_FILE: none of the [01] checkpoints in the file is signed by a key of the log desk\.test/,
      );
    expect(await startWith(`${shipped.slice(0, -30)}\nother\n2026 ${shipped}\n{"level":"info"}\n`)).toBe("started");
    await expect(checkKnownCheckpoint(tables(), join(folder, "not-there"), deriveAuditKeys([newKey]))).rejects.toThrow(
      "AUDIT_KNOWN_CHECKPOINT_FILE: the file can't be read",
    );
  });

  describe("no alarm", () => {
    it("while the log grows", async () => {
      const context = withKeys(log.context, newKey, oldKey);
      let isOver = false;
      const growing = appendGroups(context, [
        ...Array.from({ length: 60 }, (_, index) => 1 + (index % 3) * 20),
      ]).finally(() => {
        isOver = true;
      });
      let rounds = 0;
      while (!isOver) {
        const size = (await verify([newKey])).last;
        expect(await verify([newKey])).toMatchObject(intact);
        expect(size).toBeGreaterThanOrEqual(928);
        rounds += 2;
      }
      await growing;
      console.log(`${kind}: ${rounds} verifications while 1,260 entries were appended`);
      expect(rounds).toBeGreaterThan(2);
      await expectIntact();
    }, 120_000);

    it("after times that go back, which are noted", async () => {
      const context = withKeys(log.context, newKey);
      const before = (await verify([newKey])).times.count;
      const jump = async (ms: number) => {
        clock.ms += ms;
        await appendGroups(context, [3]);
        clock.ms -= ms;
      };
      for (const ms of [-10 * dayMs, 0, -3_600_000, 0]) await jump(ms);
      await expectIntact();
      expect((await verify([newKey])).times.count).toBe(before + 2);
    });

    it("after entries whose caller gave up", async () => {
      const { promise: opened, resolve: open } = Promise.withResolvers<void>();
      const writer = new AuditWriter(async () => {
        await opened;
        return withKeys(log.context, newKey);
      });
      const entry = () => parseInput({ ...emptyAuditEvent, event: "search" }, clock.now());
      const given = await Promise.allSettled([writer.append(entry()), writer.append(entry())]);
      expect(given.map((one) => one.status === "rejected" && one.reason instanceof RecordTimeoutError)).toEqual([
        true,
        true,
      ]);
      open();
      expect(await writer.append(entry())).toBe(929);
      await expectIntact();
    });

    it("for a brought checkpoint older than what was pruned, and for every stored one", async () => {
      const sizes = [1, 2, 5, sizeFromEnd(10)];
      expect(snapshot.entries.find(({ index }) => index === 4)).toBeUndefined();
      await expectIntact(
        sizes.flatMap((size) => (snapshot.checkpoints.some((row) => row.size === size) ? [noteAt(size)] : [])),
      );
      const all = snapshot.checkpoints.map(({ size }) => noteAt(size));
      const result = await verify([newKey], all);
      expect(result).toMatchObject({ ...intact, brought: all.length });
    });

    it("for a brought checkpoint with signatures of unknown keys, and lines that are not checkpoints", async () => {
      const { noteText, size } = noteAt(sizeFromEnd(2));
      const witness = signingKeyOf(deriveAuditKeys(["a-witness-secret-0123456789-abcdefgh"])[0], "witness.example/w1");
      const [body = ""] = noteText.split("\n\n");
      const line = signNote(`${body}\n`, [witness]).split("\n\n")[1];
      for (const text of [`${noteText}${line}`, noteText.replace("\n\n", `\n\n${line}`)]) {
        const [brought] = parseCheckpointFile(text);
        expect(brought?.size).toBe(size);
        expect(await verify([newKey], brought ? [brought] : [])).toMatchObject({ ...intact, brought: 1 });
        expect(await startWith(text)).toBe("started");
      }
      const shipped = (note: string) =>
        JSON.stringify({ level: "info", time: "t", msg: "log checkpoint", checkpoint: note });
      const lines = [
        "",
        "{",
        "not json",
        '{"level":"info","msg":"request"}',
        '{"msg":"log checkpoint","checkpoint":5}',
      ];
      const file = [
        ...lines,
        `2026-11-27T10:00:00Z desk ${shipped(noteText)}`,
        ...lines,
        shipped(noteAt(1).noteText),
      ].join("\n");
      const brought = parseCheckpointFile(file);
      expect(brought.map((note) => note.size)).toEqual([size, 1]);
      expect(await verify([newKey], brought)).toMatchObject({ ...intact, brought: 2 });
    });
  });
});

describe.each(kinds)("no alarm for a new log on %s", (kind) => {
  let log: OwnedLog;
  const clock = new TestClock();
  beforeAll(async () => {
    log = await openOwnedLog(kind, clock.now);
  });
  afterEach(() => clearLogs(log.database.main));
  afterAll(() => log?.end());
  const verify = (secrets: readonly string[], notes: readonly CheckpointNote[] = []) =>
    verifyLog({ tables: log.database.main, keys: deriveAuditKeys(secrets), now: clock.now }, { notes, legacy: [] });
  const newest = async (number: number) => {
    const rows = await log.database.main.selectFrom("log_checkpoints").selectAll().where("log", "=", number).execute();
    return rows.map(({ note }) => parseCheckpointNote(note) as CheckpointNote).sort((a, b) => b.size - a.size);
  };

  it("without entries", async () => {
    expect(await verify([newKey])).toMatchObject({ ...intact, entries: 0, last: 0 });
  });

  it("that replicas with different orders of AUDIT_KEY rotate while both write", async () => {
    await appendGroups(withKeys(log.context, oldKey), [3]);
    const entry = () => parseInput({ ...emptyAuditEvent, event: "search" }, clock.now());
    const writers = [
      [newKey, oldKey],
      [oldKey, newKey],
      [oldKey, newKey],
    ].map((secrets) => new AuditWriter(async () => withKeys(log.context, ...secrets)));
    const numbers: number[] = [];
    for (let round = 0; round < 20; round += 1)
      numbers.push(
        ...(await Promise.all(writers.flatMap((writer) => [writer.append(entry()), writer.append(entry())]))),
      );
    expect(new Set(numbers).size).toBe(120);
    for (const secrets of [[newKey], [newKey, oldKey], [oldKey, newKey], [oldKey]])
      expect(await verify(secrets)).toMatchObject({ ...intact, last: 4 + 120 + 1 });
    const rotations = log.database.main.selectFrom("log_entries").select("index").where("event", "=", "key_rotation");
    expect(await rotations.execute()).toHaveLength(1);
  }, 120_000);

  it("that was restarted: each log on its own, with checkpoints of both", async () => {
    const context = withKeys(log.context, newKey);
    await appendGroups(context, [5, 300]);
    const act = { context, by: operatorOf("operator") };
    await restartLog(act, "test", null);
    await appendGroups(context, [2]);
    const [[first], [second]] = [await newest(1), await newest(2)];
    expect(first?.origin).not.toBe(second?.origin);
    const brought = [first, second].filter((note) => note !== undefined);
    const result = await verify([newKey], brought);
    expect(result).toMatchObject({ ...intact, origin: second?.origin, last: 3, brought: 1 });
    expect(result.former).toMatchObject([{ origin: first?.origin, last: 306, brought: 1, fault: null }]);
    // The former log cannot go on, and a change of it is named under its own origin.
    await log.database.main
      .updateTable("log_entries")
      .set({ event: "search" })
      .where("log", "=", 1)
      .where("index", "=", 4)
      .execute();
    const { fault, ...current } = await verify([newKey], brought);
    expect(fault).toMatchObject({ origin: first?.origin, reason: "changed", sequence: 5 });
    expect(current.former[0]?.fault).toMatchObject({ reason: "changed" });
  });

  it("whose key was lost: restarted under another one", async () => {
    await appendGroups(withKeys(log.context, oldKey), [5]);
    await expect(appendGroups(withKeys(log.context, newKey), [1])).rejects.toThrow("audit:restart");
    await restartLog({ context: withKeys(log.context, newKey), by: operatorOf("operator") }, "lost key", null);
    await appendGroups(withKeys(log.context, newKey), [5]);
    expect(await verify([newKey, oldKey])).toMatchObject({ ...intact, last: 6 });
    const withoutOld = await verify([newKey]);
    expect(withoutOld.former[0]?.fault).toMatchObject({ reason: "key_unknown" });
  });
});
