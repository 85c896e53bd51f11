import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "#lib/database/connection";
import { startPostgres } from "../../e2e/support/postgres.ts";
import { maxWords, readSeenWords, recordStatusWord } from "./store.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

async function open(kind: "SQLite" | "PostgreSQL") {
  if (kind === "SQLite") {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    return openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: false });
  }
  const postgres = await startPostgres();
  ends.push(() => postgres.end());
  await postgres.createRole("owner_of_log");
  await postgres.sql("alter schema public owner to owner_of_log");
  const url = postgres.url("owner_of_log");
  return openDatabase({ kind: "postgres", url, migrationUrl: url });
}

describe.each(["SQLite", "PostgreSQL"] as const)("status words in %s", (kind) => {
  it("are counted with the last time seen, limited in number, length and characters", async () => {
    const { main, log } = await open(kind);
    ends.push(() => (main === log ? main.destroy() : Promise.all([main.destroy(), log.destroy()])));
    expect(await readSeenWords(main)).toEqual({ words: [], other: null });
    await recordStatusWord("SUPERVISOR_HOLD", 1_000, main);
    await recordStatusWord(" SUPERVISOR_HOLD ", 2_000, main);
    await recordStatusWord("Refused by agent", 3_000, main);
    expect(await readSeenWords(main)).toEqual({
      words: [
        { word: "Refused by agent", timesSeen: 1, lastSeenAt: "1970-01-01T00:00:03.000Z" },
        { word: "SUPERVISOR_HOLD", timesSeen: 2, lastSeenAt: "1970-01-01T00:00:02.000Z" },
      ],
      other: null,
    });
    for (const word of ["Müller", "<b>", "x".repeat(41), "a\nb", "*"]) await recordStatusWord(word, 4_000, main);
    expect((await readSeenWords(main)).other).toEqual({ timesSeen: 5, lastSeenAt: "1970-01-01T00:00:04.000Z" });
    for (let index = 0; index < maxWords + 3; index += 1) await recordStatusWord(`WORD_${index}`, 5_000, main);
    const { words, other } = await readSeenWords(main);
    expect(words).toHaveLength(maxWords);
    expect(other?.timesSeen).toBe(5 + 5);
    await recordStatusWord("SUPERVISOR_HOLD", 6_000, main);
    expect((await readSeenWords(main)).words[0]).toMatchObject({ word: "SUPERVISOR_HOLD", timesSeen: 3 });
  });
});
