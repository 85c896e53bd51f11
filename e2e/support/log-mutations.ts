import { type Kysely, sql } from "kysely";
import type { LogCheckpointRow, LogEntryRow, LogTileRow, Tables } from "#lib/database/tables";
import { signCheckpoint } from "#lib/transparency-log/checkpoint-note";
import { GrowingTree } from "#lib/transparency-log/growing-tree";
import { computeCommitment, hashOfLeaf } from "#lib/transparency-log/leaf";
import { type AuditKey, deriveAuditKey, signingKeyOf } from "#lib/transparency-log/log-keys";
import { noSearch } from "#lib/transparency-log/plan-commit";
import { readTree } from "#lib/transparency-log/read-tree";
import { newKey, oldKey } from "./tree-log.ts";

/** Changes of a stored log, as a person with full access to the database could make them, and what a verifier must say of them. */

type EntryBase = LogEntryRow;

/** All rows of a log, to restore it after a change. */
export type LogSnapshot = { entries: EntryBase[]; tiles: LogTileRow[]; checkpoints: LogCheckpointRow[] };

export async function takeSnapshot(tables: Kysely<Tables>): Promise<LogSnapshot> {
  const entries = await tables.selectFrom("log_entries").selectAll().orderBy("index").execute();
  const tiles = await tables.selectFrom("log_tiles").selectAll().execute();
  const checkpoints = await tables.selectFrom("log_checkpoints").selectAll().orderBy("size").execute();
  return { entries, tiles, checkpoints };
}

export async function restoreSnapshot(tables: Kysely<Tables>, snapshot: LogSnapshot): Promise<void> {
  await tables.transaction().execute(async (transaction) => {
    for (const table of ["log_entries", "log_tiles", "log_checkpoints"] as const)
      await transaction.deleteFrom(table).execute();
    for (let at = 0; at < snapshot.entries.length; at += 100)
      await transaction
        .insertInto("log_entries")
        .values(snapshot.entries.slice(at, at + 100))
        .execute();
    await transaction.insertInto("log_tiles").values(snapshot.tiles).execute();
    await transaction.insertInto("log_checkpoints").values(snapshot.checkpoints).execute();
  });
}

export type LogUnderTest = { tables: Kysely<Tables>; snapshot: LogSnapshot; origin: string };

export type Mutation = {
  /** Row of the specification's table. */
  row: number;
  name: string;
  /** @returns index of the entry that the verifier must name, or null if any will do */
  apply(log: LogUnderTest): Promise<number | null>;
  says: string;
};

const present = ({ snapshot }: LogUnderTest, from: number): EntryBase => {
  const found = snapshot.entries.find(({ index, content }) => index >= from && content !== null);
  if (found === undefined) throw new Error(`The test log has no entry from ${from} on.`);
  return found;
};

const eventOf = ({ snapshot }: LogUnderTest, event: string): EntryBase => {
  const found = snapshot.entries.find((entry) => entry.event === event);
  if (found === undefined) throw new Error(`The test log has no entry ${event}.`);
  return found;
};

const update = (tables: Kysely<Tables>, index: number, values: Partial<EntryBase>) =>
  tables.updateTable("log_entries").set(values).where("index", "=", index).execute();
const remove = (tables: Kysely<Tables>, index: number) =>
  tables.deleteFrom("log_entries").where("index", "=", index).execute();
const sizeOf = ({ snapshot }: LogUnderTest) => snapshot.checkpoints.at(-1)?.size ?? 0;

const changeContent = (content: string) =>
  content.replace(/"role":"reviewer"/, '"role":"auditor"').replace("operator", "other");

function flipBit(salt: string): string {
  const bytes = Buffer.from(salt, "base64");
  bytes[7] = (bytes[7] ?? 0) ^ 1;
  return bytes.toString("base64");
}

/** Writes the log's tree and checkpoints anew over the rows that are there, signed with `key`, from size `from` on. */
async function rewrite({ tables, snapshot, origin }: LogUnderTest, key: AuditKey, from: number): Promise<void> {
  const rows = await tables.selectFrom("log_entries").selectAll().orderBy("index").execute();
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  const stored = new Map(snapshot.tiles.filter(({ level }) => level === 0).map((tile) => [tile.number, tile]));
  const tree = GrowingTree.from();
  const ends = new Map(snapshot.checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  for (let index = 0; index < (snapshot.checkpoints.at(-1)?.size ?? 0); index += 1) {
    const row = byIndex.get(index);
    const kept = stored.get(Math.floor(index / 256))?.hashes.subarray((index % 256) * 32, (index % 256) * 32 + 32);
    const filled = tree.push(row ? hashOfLeaf(row) : Buffer.from(kept ?? []));
    for (const { level, number, hashes, root } of filled)
      await tables
        .updateTable("log_tiles")
        .set({ hashes: Buffer.concat(hashes), root })
        .where("level", "=", level)
        .where("number", "=", number)
        .execute();
    const end = ends.get(index + 1);
    if (end === undefined || end.size < from) continue;
    const root = tree.root();
    const note = signCheckpoint({ origin, size: end.size, root }, [signingKeyOf(key, origin)]);
    await tables
      .updateTable("log_checkpoints")
      .set({ root: root.toString("base64"), note })
      .where("size", "=", end.size)
      .execute();
  }
}

const changeNote = async (log: LogUnderTest, size: number, change: (note: string) => string): Promise<null> => {
  const stored = log.snapshot.checkpoints.find((checkpoint) => checkpoint.size === size);
  await log.tables
    .updateTable("log_checkpoints")
    .set({ note: change(stored?.note ?? "") })
    .where("size", "=", size)
    .execute();
  return null;
};

const middleSize = ({ snapshot }: LogUnderTest) =>
  snapshot.checkpoints[Math.floor(snapshot.checkpoints.length / 2)]?.size ?? 0;
const flipAt = (text: string, at: number) => `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;

/** Single changes of rows 1 to 23 that need no other file; each in more than one form. */
export const mutations: Mutation[] = [
  ...["role", "subject", "name", "requestId", "srId", "artefact"].map(
    (field): Mutation => ({
      row: 1,
      name: `the ${field} of an entry`,
      says: "changed",
      apply: async (log) => {
        const { index, content } = present(log, 600);
        const changed = (content ?? "").replace(new RegExp(`"${field}":"[^"]*"`), `"${field}":"x"`);
        await update(log.tables, index, { content: changed });
        return index;
      },
    }),
  ),
  {
    row: 1,
    name: "one bit of a salt, in the open edge",
    says: "changed",
    apply: async (log) => {
      const { index, salt } = present(log, sizeOf(log) - 4);
      await update(log.tables, index, { salt: flipBit(salt ?? "") });
      return index;
    },
  },
  {
    row: 1,
    name: "a content with white space that means the same",
    says: "changed",
    apply: async (log) => {
      const { index, content } = present(log, 560);
      await update(log.tables, index, { content: (content ?? "").replace("{", "{ ") });
      return index;
    },
  },
  ...(["subject", "sr_id", "outcome"] as const).map(
    (column): Mutation => ({
      row: 1,
      name: `the search column ${column}, which repeats the content`,
      says: "changed",
      apply: async (log) => {
        const { index } = present(log, 640);
        await update(log.tables, index, { [column]: "x" });
        return index;
      },
    }),
  ),
  {
    row: 1,
    name: "a search column of an erased entry",
    says: "changed",
    apply: async (log) => {
      const erased = log.snapshot.entries.find(({ content }) => content === null);
      await update(log.tables, erased?.index ?? 0, { name: "Ada" });
      return erased?.index ?? 0;
    },
  },
  {
    row: 2,
    name: "the time of an entry in a full tile, by a millisecond",
    says: "changed",
    apply: async (log) => {
      const { index, at } = present(log, 600);
      await update(log.tables, index, { at: at + 1 });
      return index;
    },
  },
  {
    row: 2,
    name: "the event of an entry in the open edge",
    says: "changed",
    apply: async (log) => {
      const { index } = present(log, sizeOf(log) - 2);
      await update(log.tables, index, { event: "search" });
      return null;
    },
  },
  {
    row: 2,
    name: "the time of an erased entry",
    says: "changed",
    apply: async (log) => {
      const erased = log.snapshot.entries.find(({ content }) => content === null);
      await update(log.tables, erased?.index ?? 0, { at: (erased?.at ?? 0) - 1_000 });
      return erased?.index ?? 0;
    },
  },
  {
    row: 3,
    name: "a commitment, with content and salt that fit it",
    says: "changed",
    apply: async (log) => {
      const { index, salt, content } = present(log, 610);
      const changed = changeContent(content ?? "");
      const commitment = computeCommitment(Buffer.from(salt ?? "", "base64"), changed);
      await update(log.tables, index, { content: changed, commitment });
      return index;
    },
  },
  ...[520, 600, 700].map(
    (from): Mutation => ({
      row: 4,
      name: `an entry in the middle is deleted (from ${from})`,
      says: "missing",
      apply: async (log) => {
        const { index } = present(log, from);
        await remove(log.tables, index);
        return index;
      },
    }),
  ),
  ...[1, 3, 150].map(
    (count): Mutation => ({
      row: 5,
      name: `the last ${count} entries are deleted, the checkpoints left`,
      says: "end_cut",
      apply: async (log) => {
        const end = sizeOf(log) - count;
        await log.tables.deleteFrom("log_entries").where("index", ">=", end).execute();
        return end;
      },
    }),
  ),
  {
    row: 7,
    name: "a row is added behind the end",
    says: "unsigned_end",
    apply: async (log) => {
      const last = present(log, sizeOf(log) - 1);
      await log.tables
        .insertInto("log_entries")
        .values({ ...last, index: last.index + 1 })
        .execute();
      return last.index + 1;
    },
  },
  {
    row: 7,
    name: "the newest checkpoint is deleted, its entries left",
    says: "unsigned_end",
    apply: async (log) => {
      await log.tables.deleteFrom("log_checkpoints").where("size", "=", sizeOf(log)).execute();
      return log.snapshot.checkpoints.at(-2)?.size ?? 0;
    },
  },
  {
    row: 8,
    name: "a row is inserted, the later ones renumbered",
    says: "changed",
    apply: async (log) => {
      const { index } = present(log, 650);
      const later = log.snapshot.entries.filter((entry) => entry.index >= index);
      await log.tables.deleteFrom("log_entries").where("index", ">=", index).execute();
      const moved = later.map((entry) => ({ ...entry, index: entry.index + 1 }));
      const inserted = { ...later[0], index } as EntryBase;
      for (let at = 0; at < moved.length; at += 100)
        await log.tables
          .insertInto("log_entries")
          .values(moved.slice(at, at + 100))
          .execute();
      await log.tables
        .insertInto("log_entries")
        .values({ ...inserted, event: "search" })
        .execute();
      return index;
    },
  },
  {
    row: 9,
    name: "the contents of two entries are swapped",
    says: "changed",
    apply: async (log) => {
      const [a, b] = [present(log, 600), present(log, 640)];
      await update(log.tables, a.index, { content: b.content });
      await update(log.tables, b.index, { content: a.content });
      return a.index;
    },
  },
  {
    row: 9,
    name: "two rows are swapped",
    says: "changed",
    apply: async (log) => {
      const [a, b] = [present(log, 600), present(log, 640)];
      await remove(log.tables, a.index);
      await update(log.tables, b.index, { index: a.index });
      await log.tables
        .insertInto("log_entries")
        .values({ ...a, index: b.index })
        .execute();
      return a.index;
    },
  },
  {
    row: 11,
    name: "all is rewritten under an unknown key",
    says: "key_unknown",
    apply: async (log) => {
      const { index, content, salt } = present(log, 600);
      const changed = changeContent(content ?? "");
      await update(log.tables, index, {
        content: changed,
        commitment: computeCommitment(Buffer.from(salt ?? "", "base64"), changed),
      });
      await rewrite(log, deriveAuditKey("an-unknown-secret-0123456789-abcdefgh"), 0);
      return null;
    },
  },
  {
    row: 12,
    name: "all is rewritten under the retired key",
    says: "key_retired",
    apply: async (log) => {
      const { index } = present(log, 600);
      await update(log.tables, index, { event: "search" });
      await rewrite(log, deriveAuditKey(oldKey), 0);
      return null;
    },
  },
  {
    row: 13,
    name: "the version of a leaf",
    says: "format_unknown",
    apply: async (log) => {
      const { index } = present(log, 600);
      await update(log.tables, index, { v: 3 });
      return index;
    },
  },
  {
    row: 13,
    name: "an event in another form",
    says: "format_unknown",
    apply: async (log) => {
      const { index } = present(log, 600);
      await update(log.tables, index, { event: "Release" });
      return index;
    },
  },
  ...[0, 2].map(
    (number): Mutation => ({
      row: 14,
      name: `a hash in the tile ${number}`,
      says: "tile_wrong",
      apply: async (log) => {
        const tile = log.snapshot.tiles.find((stored) => stored.level === 0 && stored.number === number);
        const hashes = Buffer.from(tile?.hashes ?? []);
        hashes[40 * 32] = (hashes[40 * 32] ?? 0) ^ 1;
        await log.tables
          .updateTable("log_tiles")
          .set({ hashes })
          .where("level", "=", 0)
          .where("number", "=", number)
          .execute();
        return null;
      },
    }),
  ),
  {
    row: 14,
    name: "the root of a tile",
    says: "tile_wrong",
    apply: async (log) => {
      await log.tables
        .updateTable("log_tiles")
        .set({ root: Buffer.alloc(32, 7) })
        .where("level", "=", 0)
        .where("number", "=", 1)
        .execute();
      return null;
    },
  },
  ...[0, 1, 2].map(
    (number): Mutation => ({
      row: 15,
      name: `the tile ${number} is deleted`,
      says: "tile_missing",
      apply: async (log) => {
        await log.tables.deleteFrom("log_tiles").where("level", "=", 0).where("number", "=", number).execute();
        return number * 256;
      },
    }),
  ),
  ...[0.1, 0.5, 0.8, 0.97].map(
    (share): Mutation => ({
      row: 16,
      name: `a character of a stored note (at ${share})`,
      says: "checkpoint_forged",
      apply: (log) => changeNote(log, middleSize(log), (note) => flipAt(note, Math.floor(note.length * share))),
    }),
  ),
  {
    row: 16,
    name: "the key ID of the newest note",
    says: "checkpoint_forged",
    apply: (log) => changeNote(log, sizeOf(log), (note) => flipAt(note, note.lastIndexOf(" ") + 2)),
  },
  {
    row: 16,
    name: "a note is empty",
    says: "checkpoint_forged",
    apply: (log) => changeNote(log, middleSize(log), () => ""),
  },
  {
    row: 17,
    name: "the root of a stored checkpoint",
    says: "checkpoint_contradicted",
    apply: async (log) => {
      const root = Buffer.alloc(32, 3).toString("base64");
      await log.tables.updateTable("log_checkpoints").set({ root }).where("size", "=", middleSize(log)).execute();
      return middleSize(log) - 1;
    },
  },
  ...[0, 0.5].map(
    (share): Mutation => ({
      row: 18,
      name: `a stored checkpoint is deleted (at ${share})`,
      says: "checkpoint_missing",
      apply: async ({ tables, snapshot }) => {
        const at = Math.floor(snapshot.checkpoints.length * share);
        await tables
          .deleteFrom("log_checkpoints")
          .where("size", "=", snapshot.checkpoints[at]?.size ?? 0)
          .execute();
        return snapshot.checkpoints[at - 1]?.size ?? 0;
      },
    }),
  ),
  {
    row: 19,
    name: "a content is nulled without an erasure",
    says: "erased_without_entry",
    apply: async (log) => {
      const { index } = present(log, 620);
      await update(log.tables, index, { content: null, salt: null });
      return index;
    },
  },
  {
    row: 19,
    name: "the content of a structural entry is nulled",
    says: "erased_without_entry",
    apply: async (log) => {
      const { index } = eventOf(log, "hold_released");
      await update(log.tables, index, { content: null, salt: null });
      return index;
    },
  },
  {
    row: 20,
    name: "the row of a pruned entry is put back, altered",
    says: "changed",
    apply: async (log) => {
      const index = log.snapshot.entries.findIndex((entry, at) => entry.index !== at);
      const other = present(log, 600);
      await log.tables
        .insertInto("log_entries")
        .values({ ...other, index })
        .execute();
      return index;
    },
  },
  ...["pruning", "hold", "hold_released", "key_rotation", "log_started"].map(
    (event): Mutation => ({
      row: 21,
      name: `the entry of the ${event} is removed`,
      says: "missing",
      apply: async (log) => {
        const { index } = eventOf(log, event);
        await remove(log.tables, index);
        return index;
      },
    }),
  ),
  {
    row: 22,
    name: "an entry on hold is deleted, with an own pruning entry signed by the key",
    says: "hold_broken",
    apply: async (log) => {
      const held = log.snapshot.entries.find(({ index }) => index > 0 && index < 256 && index % 11 < 9);
      const index = held?.index ?? 0;
      await remove(log.tables, index);
      await appendForged(log, "pruning", { entries: String(index), exportSha256: "00" });
      return index;
    },
  },
  {
    row: 22,
    name: "an entry on hold is erased, with an own erasure entry signed by the key",
    says: "hold_broken",
    apply: async (log) => {
      const held = log.snapshot.entries.find(({ index, content }) => index > 0 && index < 256 && content !== null);
      const index = held?.index ?? 0;
      await update(log.tables, index, { content: null, salt: null });
      await appendForged(log, "erasure", { entries: String(index), reason: "none" });
      return index;
    },
  },
  {
    row: 23,
    name: "the checkpoint of the rotation lacks the old signature",
    says: "key_changed_without_rotation",
    apply: async (log) => {
      const { index } = eventOf(log, "key_rotation");
      const size = log.snapshot.checkpoints.find((checkpoint) => checkpoint.size > index)?.size ?? 0;
      return changeNote(log, size, (note) => {
        const [body, first = "", second = ""] = note.split(/\n(?=\u2014)/);
        return `${body}\n${second || first}`;
      });
    },
  },
];

/** Appends an entry that the holder of database and key writes directly. */
async function appendForged(log: LogUnderTest, event: string, detail: { [name: string]: string }): Promise<void> {
  const { tables, origin } = log;
  const size = sizeOf(log);
  const tree = await readTree(tables, 1, size);
  const content = JSON.stringify({ detail });
  const salt = Buffer.alloc(32, 9);
  const last = present(log, size - 1);
  const leaf = { index: size, at: last.at, event, commitment: computeCommitment(salt, content) };
  tree.push(hashOfLeaf(leaf));
  const root = tree.root();
  const note = signCheckpoint({ origin, size: size + 1, root }, [signingKeyOf(deriveAuditKey(newKey), origin)]);
  await tables
    .insertInto("log_entries")
    .values({ log: 1, v: 2, ...leaf, salt: salt.toString("base64"), content, ...noSearch })
    .execute();
  await tables
    .insertInto("log_checkpoints")
    .values({ log: 1, size: size + 1, size_before: size, at: last.at, root: root.toString("base64"), note })
    .execute();
}

/** Removes everything, for tests that begin another log in the same database. */
export async function clearLogs(tables: Kysely<Tables>): Promise<void> {
  for (const table of ["log_entries", "log_tiles", "log_checkpoints", "logs"])
    await sql`delete from ${sql.table(table)}`.execute(tables);
}

/** Takes everything behind `size` away, as an older copy of the database that is put back; `size` is that of a checkpoint. */
export async function cutLog(tables: Kysely<Tables>, size: number, log = 1): Promise<void> {
  await tables.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("log_entries").where("log", "=", log).where("index", ">=", size).execute();
    await transaction.deleteFrom("log_checkpoints").where("log", "=", log).where("size", ">", size).execute();
    for (const { level, number } of await transaction.selectFrom("log_tiles").select(["level", "number"]).execute())
      if ((number + 1) * 256 ** (level + 1) > size)
        await transaction
          .deleteFrom("log_tiles")
          .where("log", "=", log)
          .where("level", "=", level)
          .where("number", "=", number)
          .execute();
  });
}
