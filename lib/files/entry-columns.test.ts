import { expect, test } from "vitest";
import { readArchive } from "#lib/formats/zip/read-archive";
import { makeArchive } from "#lib/formats/zip/test-archive.fixture";
import { packEntries, unpackEntries } from "./entry-columns.ts";

test("restores entries from columns, also after structured clone", async () => {
  const archive = makeArchive({
    entries: [
      { name: "plain.txt", data: "a" },
      { name: "../unusual\u202e.txt", data: "b", flags: 2048, directory: { comment: "see back" } },
      { name: "folder/", method: 0 },
      { name: "link", data: "plain.txt", directory: { host: 3, attributes: 0xa1ff0000 } },
      { name: "secret", data: "c", flags: 1, directory: { date: 0xffff } },
      { name: "lost", data: "d", directory: { headerOffset: 90_000_000 } },
    ],
  });
  for (const bytes of [archive, archive.subarray(0, archive.length - 30)]) {
    const { entries } = await readArchive(new Blob([new Uint8Array(bytes)]));
    expect(entries.length).toBeGreaterThan(3);
    expect(unpackEntries(structuredClone(packEntries(entries)))).toEqual(entries);
  }
});
