import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCheckpointNote, signCheckpoint } from "#lib/transparency-log/checkpoint-note";
import type { EntryLine } from "#lib/transparency-log/entry-line";
import { computeCommitment } from "#lib/transparency-log/leaf";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import { deriveAuditKey, deriveAuditKeys, signingKeyOf } from "#lib/transparency-log/log-keys";
import { verifyExport } from "#lib/transparency-log/verify-export";
import { exportLines } from "../../e2e/support/export-text.ts";
import { clearLogs, restoreSnapshot, takeSnapshot } from "../../e2e/support/log-mutations.ts";
import { type OwnedLog, openOwnedLog } from "../../e2e/support/open-log.ts";
import { runTool } from "../../e2e/support/run-tool.ts";
import { newKey, oldKey, TestClock, writeFullLog, writeWholeLog } from "../../e2e/support/tree-log.ts";
import { verifyLog } from "./verify-log.ts";

const counts = process.env.FULL === "1" ? { changes: 500, clean: 1000 } : { changes: 100, clean: 40 };
const seed = Number(process.env.SEED ?? 20261123);

/** Returns the same numbers for the same seed. */
function seeded() {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const keys = deriveAuditKeys([newKey, oldKey]);
const vkeyOf = (secret: string, origin: string) => signingKeyOf(deriveAuditKey(secret), origin).verifierKey.text;

let log: OwnedLog;
const clock = new TestClock();
beforeAll(async () => {
  log = await openOwnedLog("sqlite", clock.now);
});
afterAll(() => log?.end());

type Head = { checkpoint: string; keys: { origin: string; keys: Record<string, unknown>[] }; format: string };

describe("an export, verified without AUDIT_KEY", () => {
  let origin: string;
  let whole: string[];
  let selection: string[];
  beforeAll(async () => {
    ({ origin } = await writeWholeLog(log.context, clock));
    whole = await exportLines(log.database.main, keys);
    selection = await exportLines(log.database.main, keys, { event: "release" });
  });

  const judge = async (lines: readonly string[], key = vkeyOf(newKey, origin)) =>
    (await verifyExport(lines, key)).fault;
  const editHead = (lines: readonly string[], edit: (head: Head) => void) => {
    const head = JSON.parse(lines[0] ?? "") as Head;
    edit(head);
    return [JSON.stringify(head), ...lines.slice(1)];
  };
  /** Edits the `at`-th entry line. */
  const edit = (lines: readonly string[], at: number, change: (line: EntryLine) => Partial<EntryLine>) =>
    lines.map((line, index) => {
      if (index !== at + 1) return line;
      const entry = JSON.parse(line) as EntryLine;
      return JSON.stringify({ ...entry, ...change(entry) });
    });
  const openAt = (lines: readonly string[], from: number) =>
    lines.slice(1).findIndex((line, at) => at >= from && (JSON.parse(line) as EntryLine).salt !== null);
  const flip = (text: string) => `${text.startsWith("0") ? "1" : "0"}${text.slice(1)}`;
  const flipBit = (base64: string) => {
    const bytes = Buffer.from(base64, "base64");
    bytes[3] = (bytes[3] ?? 0) ^ 4;
    return bytes.toString("base64");
  };

  it("is intact as a whole and as a selection, under the newest and under the retired key that leads to it", async () => {
    for (const secret of [newKey, oldKey]) {
      const key = vkeyOf(secret, origin);
      expect(await verifyExport(whole, key)).toMatchObject({
        fault: null,
        extent: "whole",
        size: whole.length - 1,
        closed: 16,
      });
      expect(await verifyExport(selection, key)).toMatchObject({
        fault: null,
        extent: "selection",
        entries: selection.length - 1,
      });
    }
    expect(selection.length).toBeGreaterThan(50);
  });

  it("is verified by the command line tool without settings and without a data folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const file = join(folder, "export.jsonl");
    const before = readdirSync(process.cwd()).sort();
    const run = (lines: readonly string[], key = vkeyOf(newKey, origin)) => {
      writeFileSync(file, `${lines.join("\n")}\n`);
      return runTool({}, "audit-verify", "--export", file, "--key", key);
    };
    expect(run(whole)).toMatchObject({ status: 0, output: expect.stringContaining(`all ${whole.length - 1} entries`) });
    expect(run(selection)).toMatchObject({
      status: 0,
      output: expect.stringContaining("each proven to be in the log"),
    });
    const cut = run(whole.slice(0, -1));
    expect(cut).toMatchObject({ status: 1, output: expect.stringContaining("(end_cut)") });
    expect(run(["number,at"])).toMatchObject({ status: 2 });
    expect(run(whole, "x")).toMatchObject({ status: 2, output: expect.stringContaining("not a verifier key") });
    expect(readdirSync(process.cwd()).sort()).toEqual(before);
    rmSync(folder, { recursive: true });
  });

  it("with one field of one entry changed is named at it", async () => {
    for (const [lines, at] of [
      [whole, openAt(whole, 40)],
      [whole, openAt(whole, whole.length - 5)],
      [selection, openAt(selection, 20)],
    ] as const) {
      const { index } = JSON.parse(lines[at + 1] ?? "") as EntryLine;
      const changes: Record<string, [(line: EntryLine) => Partial<EntryLine>, string[]]> = {
        content: [({ content }) => ({ content: `${content} ` }), ["changed"]],
        salt: [({ salt }) => ({ salt: flipBit(salt ?? "") }), ["changed"]],
        commitment: [({ commitment }) => ({ commitment: flip(commitment) }), ["changed"]],
        "content, salt and commitment": [
          () => ({
            content: "{}",
            commitment: computeCommitment(Buffer.alloc(32), "{}"),
            salt: Buffer.alloc(32).toString("base64"),
          }),
          ["changed"],
        ],
        at: [({ at: time }) => ({ at: new Date(Date.parse(time) + 1).toISOString() }), ["changed"]],
        event: [() => ({ event: "search" }), ["changed"]],
        index: [({ index: own }) => ({ index: own + 1 }), ["changed", "missing"]],
        "content withheld": [
          () => ({ content: null, salt: null }),
          lines === whole ? ["erased_without_entry"] : ["nothing"],
        ],
        "content alone withheld": [() => ({ content: null }), ["format_unknown"]],
        "time in another form": [({ at: time }) => ({ at: time.replace("Z", "+00:00") }), ["format_unknown"]],
        "event in capitals": [() => ({ event: "Release" }), ["format_unknown"]],
        "path removed or added": [
          () => ({ path: lines === whole ? [] : undefined }) as Partial<EntryLine>,
          ["format_unknown"],
        ],
      };
      for (const [name, [change, says]] of Object.entries(changes)) {
        const fault = await judge(edit(lines, at, change));
        expect.soft(says, `${name} of ${index}`).toContain(fault?.reason ?? "nothing");
        // The root of a whole export does not say which leaf is wrong.
        if (fault && ["content", "salt", "content withheld"].includes(name))
          expect.soft(fault.sequence).toBe(index + 1);
      }
    }
  });

  it("with a hash of a path changed, removed or added is named", async () => {
    const at = openAt(selection, 20);
    const { index, path = [] } = JSON.parse(selection[at + 1] ?? "") as EntryLine;
    expect(path.length).toBeGreaterThan(5);
    const paths = [
      ...path.map((hash, place) => path.with(place, flipBit(hash))),
      path.slice(1),
      path.slice(0, -1),
      [...path, path[0] ?? ""],
      path.toReversed(),
      [],
    ];
    for (const changed of paths)
      expect(await judge(edit(selection, at, () => ({ path: changed })))).toMatchObject({
        reason: "changed",
        sequence: index + 1,
      });
    const short = edit(selection, at, () => ({ path: path.with(0, "AAAA") }));
    expect(await judge(short)).toMatchObject({ reason: "format_unknown" });
  });

  it("with lines that are missing, doubled, swapped, cut off or added is named", async () => {
    const number = (line: string | undefined) => (JSON.parse(line ?? "") as EntryLine).index + 1;
    const without = (lines: readonly string[], at: number) => lines.toSpliced(at, 1);
    expect(await judge(without(whole, 50))).toMatchObject({ reason: "missing", sequence: number(whole[50]) });
    expect(await judge(without(whole, 1))).toMatchObject({ reason: "missing", sequence: 1 });
    expect(await judge(whole.slice(0, -1))).toMatchObject({ reason: "end_cut", sequence: whole.length - 1 });
    expect(await judge(whole.slice(0, 1))).toMatchObject({ reason: "end_cut", sequence: 1 });
    expect(await judge(selection.slice(0, 1))).toBeNull();
    expect(await judge(whole.with(-1, (whole.at(-1) ?? "").slice(0, -30)))).toMatchObject({ reason: "format_unknown" });
    expect(await judge([...whole, whole.at(-1) ?? ""])).toMatchObject({ reason: "changed" });
    expect(await judge(whole.toSpliced(40, 0, whole[40] ?? ""))).toMatchObject({ reason: "changed" });
    for (const lines of [whole, selection]) {
      const swapped = lines.with(30, lines[31] ?? "").with(31, lines[30] ?? "");
      expect(["changed", "missing"]).toContain((await judge(swapped))?.reason);
      expect(await judge([...lines, "not an entry"])).toMatchObject({ reason: "format_unknown" });
      const behind = JSON.stringify({ ...(JSON.parse(lines.at(-1) ?? "") as EntryLine), index: 5_000 });
      expect(["unsigned_end", "missing"]).toContain((await judge([...lines, behind]))?.reason);
    }
  });

  it("with another checkpoint, key, or keys file is named", async () => {
    const other = "desk.test/log/00000000";
    const note = JSON.parse(whole[0] ?? "").checkpoint as string;
    const parsed = parseCheckpointNote(note);
    if (parsed === null) throw new Error("no checkpoint");
    const withNote = (checkpoint: string) => editHead(whole, (head) => Object.assign(head, { checkpoint }));
    const sign = (secret: string, size = parsed.size, root = parsed.root) =>
      signCheckpoint({ origin, size, root }, [signingKeyOf(deriveAuditKey(secret), origin)]);
    const unknown = "an-unknown-secret-0123456789-abcdefgh";
    // Another key than the reader has; the reader's key is not a key of this log.
    expect(await judge(whole, vkeyOf(unknown, origin))).toMatchObject({ reason: "key_unknown" });
    expect(await judge(whole, vkeyOf(newKey, other))).toMatchObject({ reason: "origin_differs" });
    await expect(verifyExport(whole, vkeyOf(newKey, origin).slice(0, -3))).rejects.toThrow(TypeError);
    await expect(verifyExport(whole, "")).rejects.toThrow("not a verifier key");
    // Another checkpoint.
    expect(await judge(withNote(sign(unknown)))).toMatchObject({ reason: "key_unknown" });
    for (const secret of [newKey, oldKey])
      expect(await judge(withNote(sign(oldKey)), vkeyOf(secret, origin))).toMatchObject({ reason: "key_retired" });
    expect(await judge(withNote(note.replace(`\n${parsed.size}\n`, `\n${parsed.size - 1}\n`)))).toMatchObject({
      reason: "checkpoint_forged",
    });
    expect(await judge(withNote(note.slice(0, -20)))).toMatchObject({ reason: "checkpoint_forged" });
    expect(await judge(withNote(""))).toMatchObject({ reason: "checkpoint_forged" });
    // A larger tree that the operator signed, with the same lines.
    expect(await judge(withNote(sign(newKey, parsed.size + 1)))).toMatchObject({ reason: "end_cut" });
    expect(await judge(withNote(sign(newKey, parsed.size, Buffer.alloc(32, 1))))).toMatchObject({ reason: "changed" });
    let named = 0;
    for (let at = 0; at < note.length; at += 1) {
      const fault = await judge(withNote(`${note.slice(0, at)}${note[at] === "A" ? "B" : "A"}${note.slice(at + 1)}`));
      if (["checkpoint_forged", "origin_differs", "key_unknown"].includes(fault?.reason ?? "")) named += 1;
    }
    console.log(`checkpoint of an export with one byte off: ${note.length}, named: ${named}`);
    expect(named).toBe(note.length);
  });

  it("with a keys file whose rotation is missing, changed or signed by one key is named", async () => {
    const [old, current] = [vkeyOf(oldKey, origin), vkeyOf(newKey, origin)];
    const withKeys = (change: (list: Record<string, unknown>[]) => Record<string, unknown>[]) =>
      editHead(whole, (head) => {
        head.keys.keys = change(head.keys.keys);
      });
    const inRotation = (values: (key: Record<string, unknown>) => Record<string, unknown>) =>
      withKeys(([first = {}, second = {}]) => [first, { ...second, ...values(second) }]);
    const text = (value: unknown) => String(value);
    const changes: Record<string, string[]> = {
      "the entry of the rotation is missing": inRotation(() => ({ entry: undefined })),
      "the proof is missing": inRotation(() => ({ proof: undefined })),
      "the old signature is missing": inRotation(({ proof }) => ({
        proof: text(proof).replace(/\n\u2014 [^\n]*/, ""),
      })),
      "the new signature is missing": inRotation(({ proof }) => ({
        proof: text(proof).replace(/\u2014 [^\n]*\n$/, ""),
      })),
      "a hash of the proof": inRotation(({ proof }) => ({
        proof: text(proof).replace(/\n([A-Za-z0-9+/]{43}=)\n/, `\n${Buffer.alloc(32, 1).toString("base64")}\n`),
      })),
      "the index of the proof": inRotation(({ proof }) => ({ proof: text(proof).replace(/index \d+/, "index 7") })),
      "another key": inRotation(() => ({ vkey: vkeyOf("an-unknown-secret-0123456789-abcdefgh", origin) })),
      "the content of the entry": inRotation(({ entry }) => ({ entry: { ...(entry as EntryLine), content: "{}" } })),
      "the place of the rotation": inRotation(({ from }) => ({ from: Number(from) + 1 })),
    };
    for (const [name, lines] of Object.entries(changes))
      for (const key of [old, current])
        expect.soft(await judge(lines, key), name).toMatchObject({ reason: "key_changed_without_rotation" });
    // A person who has only the old key can't walk to the new one without the rotation.
    expect(
      await judge(
        withKeys((list) => list.slice(0, 1)),
        old,
      ),
    ).toMatchObject({ reason: "key_unknown" });
    expect(
      await judge(
        withKeys((list) => list.slice(1)),
        old,
      ),
    ).toMatchObject({ reason: expect.stringMatching(/^key_/) });
    expect(
      await judge(
        editHead(whole, (head) => Object.assign(head, { keys: null })),
        old,
      ),
    ).toMatchObject({ reason: "key_unknown" });
    // With the newest key nothing else is needed.
    expect(
      await judge(
        withKeys((list) => list.slice(1)),
        current,
      ),
    ).toBeNull();
  });

  it("in another format, or that is not an export, is said to be so", async () => {
    expect(
      await judge(editHead(whole, (head) => Object.assign(head, { format: "evidence-desk-log/3" }))),
    ).toMatchObject({ reason: "format_unknown" });
    expect(
      await judge(editHead(whole, (head) => Object.assign(head, { format: "evidence-desk-log/1" }))),
    ).toMatchObject({ reason: "format_unknown" });
    for (const lines of [[], [""], ["{}"], ["number,at"], whole.slice(1), ["null"], ["[]"]])
      await expect(verifyExport(lines, vkeyOf(newKey, origin))).rejects.toThrow(/first line|empty/);
  });

  it("agrees with checkpoints from outside, and not with those of another history", async () => {
    const stored = await log.database.main.selectFrom("log_checkpoints").select("note").orderBy("size").execute();
    const notes = stored.flatMap(({ note }) => parseCheckpointNote(note) ?? []);
    const key = vkeyOf(newKey, origin);
    expect(await verifyExport(whole, key, notes)).toMatchObject({ fault: null, brought: notes.length });
    const at = (size: number, root = Buffer.alloc(32, 1)) => {
      const note = signCheckpoint({ origin, size, root }, [signingKeyOf(deriveAuditKey(newKey), origin)]);
      return parseCheckpointNote(note) ?? notes[0];
    };
    const reasonOf = async (note: (typeof notes)[number] | undefined) =>
      (await verifyExport(whole, key, note ? [note] : [])).fault?.reason;
    const size = whole.length - 1;
    expect(await reasonOf(at(size - 3))).toBe("checkpoint_contradicted");
    expect(await reasonOf(at(size + 3))).toBe("end_cut");
    const foreign = signCheckpoint({ origin: "x.test/log/00000000", size: 3, root: Buffer.alloc(32) }, [
      signingKeyOf(deriveAuditKey(newKey), "x.test/log/00000000"),
    ]);
    expect(await reasonOf(parseCheckpointNote(foreign) ?? undefined)).toBe("origin_differs");
  });

  it(`${counts.changes} random single changes of exports are all named`, async () => {
    const random = seeded();
    let named = 0;
    for (let run = 0; run < counts.changes; run += 1) {
      const lines = random(2) ? whole : selection;
      const at = 1 + random(lines.length - 1);
      const entry = JSON.parse(lines[at] ?? "") as Record<string, unknown>;
      const names = Object.keys(entry).filter((name) => entry[name] !== null);
      const name = names[random(names.length)] ?? "at";
      const value = entry[name];
      const changed = Array.isArray(value)
        ? value.with(random(value.length), Buffer.alloc(32, random(256)).toString("base64"))
        : typeof value === "number"
          ? value + 1 + random(1_000)
          : spoil(String(value), random);
      const fault = await judge(lines.with(at, JSON.stringify({ ...entry, [name]: changed })));
      if (fault) named += 1;
      else console.log(`not named: ${name} of line ${at}: ${JSON.stringify(value)} to ${JSON.stringify(changed)}`);
    }
    console.log(`single changes of exports: ${counts.changes}, named: ${named} (seed ${seed})`);
    expect(named).toBe(counts.changes);
  }, 300_000);
});

/** Replaces one character by another one. */
function spoil(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  const [first = "x", second = "y"] = /\d/.test(text[at] ?? "") ? ["1", "2"] : ["a", "b"];
  return `${text.slice(0, at)}${text[at] === first ? second : first}${text.slice(at + 1)}`;
}

describe("an export of a pruned log", () => {
  it("proves that nothing but the pruned entries is missing, and each line that is taken away is named", async () => {
    const { main } = log.database;
    await clearLogs(main);
    clock.ms = new TestClock().ms;
    const { origin } = await writeFullLog(log.context, clock, join(tmpdir(), `evidence-desk-${randomUUID()}.jsonl`));
    const lines = await exportLines(main, keys);
    const key = vkeyOf(newKey, origin);
    expect(await verifyExport(lines, key)).toMatchObject({ fault: null, extent: "pruned", size: 928, closed: 6 });
    let named = 0;
    for (const at of lines.keys())
      if (at > 0 && (await verifyExport(lines.toSpliced(at, 1), key)).fault !== null) named += 1;
    console.log(`lines taken away from an export of a pruned log: ${lines.length - 1}, named: ${named}`);
    expect(named).toBe(lines.length - 1);
    expect((await verifyExport(lines.slice(0, -1), key)).fault).toMatchObject({ reason: "end_cut", sequence: 928 });
  }, 120_000);
});

describe("a stored log", () => {
  it(`${counts.changes} random single changes of stored rows are all named`, async () => {
    const { main } = log.database;
    await clearLogs(main);
    clock.ms = new TestClock().ms;
    await writeFullLog(
      log.context,
      clock,
      `${(await import("node:os")).tmpdir()}/evidence-desk-${process.pid}-${Date.now()}.jsonl`,
    );
    const snapshot = await takeSnapshot(main);
    const random = seeded();
    const said: Record<string, number> = {};
    for (let run = 0; run < counts.changes; run += 1) {
      const pick = <T>(rows: readonly T[]) => rows[random(rows.length)] as T;
      const kind = random(10);
      let what = "";
      if (kind < 7) {
        const row = pick(snapshot.entries);
        const columns = (["v", "at", "event", "commitment", "salt", "content"] as const).filter(
          (name) => row[name] !== null,
        );
        const column = pick(columns);
        const value = row[column];
        const changed = typeof value === "number" ? value + 1 + random(1_000) : spoil(String(value), random);
        what = `${column} of entry ${row.index}`;
        await main
          .updateTable("log_entries")
          .set({ [column]: changed })
          .where("index", "=", row.index)
          .execute();
      } else if (kind < 9) {
        const row = pick(snapshot.checkpoints);
        const column = pick(["note", "root", "size_before"] as const);
        const value = row[column];
        const changed = typeof value === "number" ? value + 100_000 : spoil(String(value), random);
        what = `${column} of checkpoint ${row.size}`;
        await main
          .updateTable("log_checkpoints")
          .set({ [column]: changed })
          .where("size", "=", row.size)
          .execute();
      } else {
        const row = pick(snapshot.tiles);
        const column = pick(["hashes", "root"] as const);
        const bytes = Buffer.from(row[column]);
        const at = random(bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        what = `${column} of tile ${row.number}`;
        await main
          .updateTable("log_tiles")
          .set({ [column]: bytes })
          .where("level", "=", row.level)
          .where("number", "=", row.number)
          .execute();
      }
      const { fault } = await verifyLog({ tables: main, keys, now: clock.now });
      if (fault === null) console.log(`not named: ${what}`);
      said[fault?.reason ?? "nothing"] = (said[fault?.reason ?? "nothing"] ?? 0) + 1;
      await restoreSnapshot(main, snapshot);
    }
    console.log(`single changes of the database: ${counts.changes}, named: ${JSON.stringify(said)} (seed ${seed})`);
    expect(said.nothing).toBeUndefined();
  }, 600_000);

  it(`${counts.clean} untouched logs and their exports raise no alarm`, async () => {
    const { main } = log.database;
    const random = seeded();
    let alarms = 0;
    for (let run = 0; run < counts.clean; run += 1) {
      await clearLogs(main);
      clock.ms = new TestClock().ms;
      const groups = () => Array.from({ length: 1 + random(4) }, () => 1 + random(random(4) ? 12 : 300));
      const { origin } = await writeWholeLog(log.context, clock, groups(), groups());
      const results: (IntegrityFailure | null)[] = [
        (await verifyLog({ tables: main, keys, now: clock.now })).fault,
        (await verifyLog({ tables: main, keys: deriveAuditKeys([newKey]), now: clock.now })).fault,
      ];
      for (const filter of [{}, { event: "release_outcome" as const }, { person: "person-3" }])
        for (const secret of [newKey, oldKey])
          results.push((await verifyExport(await exportLines(main, keys, filter), vkeyOf(secret, origin))).fault);
      for (const fault of results) if (fault) console.log(`false alarm: ${JSON.stringify(fault)}`);
      if (results.some((fault) => fault !== null)) alarms += 1;
    }
    console.log(`untouched logs: ${counts.clean}, false alarms: ${alarms} (seed ${seed})`);
    expect(alarms).toBe(0);
  }, 900_000);
});
