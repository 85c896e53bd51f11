import "server-only";
import type { Kysely } from "kysely";
import { database } from "#lib/database/connection";
import type { StatusWordRow, Tables } from "#lib/database/tables";
import type { SeenWord, SeenWords } from "./schema.ts";

/** Stores unmapped status words for administrators, without IDs. */

/** More than any provider has; further words are only counted. */
export const maxWords = 200;
/** Excludes sentences, accented names and markup. */
const storable = /^[A-Za-z0-9 _-]{1,40}$/;
/** Key of the count of unstored words. Not storable, so not a word. */
const otherKey = "*";

/** @param atMs Unix milliseconds */
export async function noteWord(word: string, atMs: number, tables?: Kysely<Tables>): Promise<void> {
  const open = tables ?? (await database());
  const text = word.trim();
  const key = storable.test(text) ? text : otherKey;
  if (await countAgain(open, key, atMs)) return;
  const { kept } = await open
    .selectFrom("status_words")
    .where("word", "!=", otherKey)
    .select((select) => select.fn.countAll<number>().as("kept"))
    .executeTakeFirstOrThrow();
  const row = { word: Number(kept) < maxWords ? key : otherKey, times_seen: 1, last_seen_at: atMs };
  await open
    .insertInto("status_words")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("word").doUpdateSet((update) => ({
        times_seen: update("status_words.times_seen", "+", 1),
        last_seen_at: atMs,
      })),
    )
    .execute();
}

async function countAgain(tables: Kysely<Tables>, word: string, atMs: number): Promise<boolean> {
  const { numUpdatedRows } = await tables
    .updateTable("status_words")
    .set((update) => ({ times_seen: update("times_seen", "+", 1), last_seen_at: atMs }))
    .where("word", "=", word)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) > 0;
}

export async function readSeenWords(tables?: Kysely<Tables>): Promise<SeenWords> {
  const rows = await (tables ?? (await database()))
    .selectFrom("status_words")
    .selectAll()
    .orderBy("last_seen_at", "desc")
    .orderBy("word")
    .limit(maxWords + 1)
    .execute();
  // PostgreSQL returns bigint as text.
  const seen = ({ times_seen, last_seen_at }: StatusWordRow): SeenWord => ({
    timesSeen: Number(times_seen),
    lastSeenAt: new Date(Number(last_seen_at)).toISOString(),
  });
  const other = rows.find(({ word }) => word === otherKey);
  const words = rows.filter((row) => row !== other).map((row) => ({ word: row.word, ...seen(row) }));
  return { words, other: other ? seen(other) : null };
}
