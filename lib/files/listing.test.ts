import { expect, test } from "vitest";
import { defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { makeArchive } from "#lib/formats/zip/test-archive.fixture";
import { packEntries } from "./entry-columns.ts";
import { countAll } from "./entry-counts.ts";
import { diffEntries } from "./entry-updates.ts";
import { Listing, type ListingUpdate } from "./listing.ts";
import type { ListedPart, ReadDirectory } from "./protocol.ts";

/** Returns the worker's messages for `open` (lib/files/worker.ts). */
async function openInWorker(blob: Blob): Promise<{ parts: ListedPart[]; directory: ReadDirectory }> {
  const parts: ListedPart[] = [];
  const reported: number[] = [];
  const { entries, ...head } = await readArchive(blob, defaultLimits, ({ entries: batch, ...early }, isLast) => {
    parts.push(structuredClone({ head: early, entries: packEntries(batch), isLast }));
    for (const { anomalies } of batch) reported.push(anomalies.length);
  });
  const update = reported.length === entries.length ? diffEntries(reported, entries) : packEntries(entries);
  return { parts, directory: structuredClone({ head, entries: update }) };
}

async function openAll(listing: Listing, blob: Blob): Promise<void> {
  const { parts, directory } = await openInWorker(blob);
  for (const part of parts) listing.receive(part);
  listing.complete(directory);
}

const makeBlob = (count: number, change: (archive: Buffer) => Buffer = (archive) => archive) =>
  new Blob([
    new Uint8Array(
      change(
        makeArchive({
          entries: Array.from({ length: count }, (_, index) => ({
            name: index === count - 1 ? "NOTE-0.txt" : `note-${index}.txt`,
            data: `${index}`,
            ...(index === 5 ? { local: { name: "other-5.txt" } } : {}),
          })),
        }),
      ),
    ),
  ]);

test("a long list grows in chunks and ends equal to the central directory", async () => {
  const blob = makeBlob(9000);
  const heard: ListingUpdate[] = [];
  const listing = new Listing(blob, (update) => heard.push(update));
  await listing.listAtOnce();
  expect(heard).toHaveLength(0);
  await openAll(listing, blob);
  expect(heard.map(({ phase, isGrowing }) => [phase, isGrowing])).toEqual([
    ["listed", true],
    ["listed", false],
    ["open", false],
  ]);
  expect(heard[0]?.entries.length).toBeLessThan(1000);
  expect(heard[1]?.entries).toHaveLength(9000);
  const { entries, ...head } = await readArchive(blob);
  expect(heard[2]).toEqual({ phase: "open", isGrowing: false, head, entries });
});

test("lists a short archive at once from its last bytes, then adds the worker's anomalies", async () => {
  const blob = makeBlob(40);
  const heard: ListingUpdate[] = [];
  const listing = new Listing(blob, (update) => heard.push(update));
  await listing.listAtOnce(new Uint8Array(await blob.arrayBuffer()));
  expect(heard.map(({ phase }) => phase)).toEqual(["listed"]);
  await openAll(listing, blob);
  const { entries, ...head } = await readArchive(blob);
  expect(heard.at(-1)).toEqual({ phase: "open", isGrowing: false, head, entries });
});

test("replaces the full list if the central directory is damaged after the first chunks", async () => {
  const blob = makeBlob(2000, (archive) => {
    const at = archive.lastIndexOf("note-1500.txt");
    archive.write("broken", at - 46);
    return archive;
  });
  const heard: ListingUpdate[] = [];
  const listing = new Listing(blob, (update) => heard.push(update));
  await openAll(listing, blob);
  const { entries, ...head } = await readArchive(blob);
  expect(head.anomalies.map(({ code }) => code)).toContain("directory_damaged");
  expect(heard.at(-1)).toEqual({ phase: "open", isGrowing: false, head, entries });
});

test("does not duplicate entries after a worker restart", async () => {
  const blob = makeBlob(2000);
  const heard: ListingUpdate[] = [];
  const listing = new Listing(blob, (update) => heard.push(update));
  const { parts } = await openInWorker(blob);
  listing.receive(parts[0] as ListedPart);
  listing.restart();
  await openAll(listing, blob);
  expect(heard.at(-1)?.entries).toHaveLength(2000);
});

test("counts entries by kind and check result", async () => {
  const { entries } = await readArchive(makeBlob(10));
  const check = { readBytes: 0, crc32: null, sha256: null, anomalies: [], reason: null, content: null };
  const checks = new Map([
    [1, { ...check, number: 1, state: "whole" as const }],
    [2, { ...check, number: 2, state: "damaged" as const }],
    [3, { ...check, number: 3, state: "stopped" as const }],
  ]);
  // Three names collide or differ: two differ only in case, one differs from its local header.
  expect(countAll(entries, checks)).toEqual({ files: 10, checked: 3, damaged: 1, unread: 1, anomalies: 3, errors: 1 });
});
