import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { AnomalyCode } from "#lib/formats/zip/anomalies";
import { defaultLimits } from "#lib/formats/zip/model";
import { listFromTail, readArchive } from "#lib/formats/zip/read-archive";
import { SparseBlob, type SparsePart } from "#lib/formats/zip/sparse-blob.fixture";
import { makeArchive } from "#lib/formats/zip/test-archive.fixture";
import { checkEntry } from "./check-entry.ts";

const GIB = 2 ** 30;
const wrap = 2 ** 32;

type Entry = {
  name: string;
  data?: Buffer;
  /** Instead of `data`: so many zeros, stored. */
  zeros?: number;
  /** Size that the headers state modulo 2^32, for data that is not the file itself. */
  sizeBytes?: number;
  method?: number;
  hasDescriptor?: boolean;
  /** Bytes before the entry that belong to none. */
  gap?: number;
};

const u16 = (value: number) => Buffer.from([value & 255, (value >>> 8) & 255]);
const u32 = (value: number) => {
  const made = Buffer.alloc(4);
  made.writeUInt32LE(value % wrap);
  return made;
};

/** Writes an archive as macOS does: no ZIP64, sizes and offsets modulo 2^32, counts modulo 65,536. */
function makeWrapped(entries: readonly Entry[], more: { extra?: SparsePart[]; start?: number } = {}) {
  const parts: SparsePart[] = [...(more.extra ?? [])];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = more.start ?? 0;
  const push = (bytes: Buffer) => {
    parts.push({ at, bytes });
    at += bytes.length;
  };
  for (const { name, data = Buffer.alloc(0), zeros, sizeBytes, method = 0, hasDescriptor = true, gap = 0 } of entries) {
    at += gap;
    const length = zeros ?? data.length;
    const crc = zeros === undefined ? crc32(data) : 0;
    const sizes = [u32(crc), u32(length), u32(sizeBytes ?? length)];
    const fields = (isLocal: boolean) =>
      Buffer.concat([
        u16(20),
        u16(hasDescriptor ? 8 : 0),
        u16(method),
        u16(0x5294),
        u16(0x5d77),
        ...(isLocal && hasDescriptor ? [u32(0), u32(0), u32(0)] : sizes),
        u16(name.length),
        u16(0),
      ]);
    const offset = at;
    offsets.push(offset);
    push(Buffer.concat([u32(0x04034b50), fields(true), Buffer.from(name)]));
    if (zeros === undefined) push(data);
    else at += zeros;
    if (hasDescriptor) push(Buffer.concat([u32(0x08074b50), ...sizes]));
    const rest = [u16(0), u16(0), u16(0), u32(0x81a40000), u32(offset - (more.start ?? 0)), Buffer.from(name)];
    directory.push(Buffer.concat([u32(0x02014b50), u16(0x0314), fields(false), ...rest]));
  }
  const offset = at;
  const listing = Buffer.concat(directory);
  push(listing);
  const count = u16(entries.length);
  push(
    Buffer.concat([
      u32(0x06054b50),
      u32(0),
      count,
      count,
      u32(listing.length),
      u32(offset - (more.start ?? 0)),
      u16(0),
    ]),
  );
  return { blob: new SparseBlob(parts, 0, at) as unknown as Blob, offsets };
}

const text = (name: string) => Buffer.from(`contents of ${name}\n`.repeat(50));
const small = (name: string): Entry => ({ name, data: text(name) });
const limits = { ...defaultLimits, fileBytes: 1024 * 1024 };

async function examine(blob: Blob) {
  const early: number[] = [];
  const listing = await readArchive(blob, limits, ({ entries }) => {
    early.push(...entries.map(({ sizeBytes }) => sizeBytes));
  });
  const all = [...listing.anomalies, ...listing.entries.flatMap(({ anomalies }) => anomalies)];
  const codes = (severity: string): AnomalyCode[] => [
    ...new Set(all.filter((one) => one.severity === severity).map(({ code }) => code)),
  ];
  return { listing, early, codes, notes: codes("note"), alarms: [...codes("warning"), ...codes("error")] };
}

const layouts: Record<string, Entry[]> = {
  "one file above 4 GiB in the middle": [small("a.txt"), { name: "film.mov", zeros: 4 * GIB + 12_345 }, small("b.txt")],
  "one file above 4 GiB at the end": [small("a.txt"), small("b.txt"), { name: "film.mov", zeros: 5 * GIB }],
  "one file of exactly 4 GiB": [{ name: "film.mov", zeros: 4 * GIB }, small("a.txt")],
  "one file above 12 GiB": [small("a.txt"), { name: "film.mov", zeros: 12 * GIB + 77 }, small("b.txt")],
  "several files below 4 GiB": [
    ...[1, 2, 3, 4].flatMap((number) => [{ name: `film${number}.mov`, zeros: 1.5 * GIB + 7 }, small(`${number}.txt`)]),
  ],
  "several files above 4 GiB": [
    { name: "film1.mov", zeros: 4 * GIB + 1 },
    small("a.txt"),
    { name: "film2.mov", zeros: 9 * GIB + 1 },
    small("b.txt"),
    { name: "folder/", hasDescriptor: false },
  ],
};

describe.each(Object.entries(layouts))("macOS archive without ZIP64: %s", (_, entries) => {
  test.each([true, false])("data descriptors: %s: true sizes, every small file whole, one note", async (described) => {
    const { blob, offsets } = makeWrapped(
      entries.map((one) => ({ ...one, hasDescriptor: described && !one.name.endsWith("/") })),
    );
    expect(blob.size).toBeGreaterThan(wrap);
    const { listing, early, alarms, notes } = await examine(blob);
    expect(alarms).toEqual([]);
    expect(notes.filter((code) => code !== "descriptor_after_stored")).toEqual(["values_wrapped"]);
    const sizes = entries.map(({ data, zeros }) => zeros ?? data?.length ?? 0);
    expect(listing.entries.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
    expect(listing.entries.map(({ sizeBytes }) => sizeBytes)).toEqual(sizes);
    expect(listing.entries.map(({ compressedBytes }) => compressedBytes)).toEqual(sizes);
    expect(listing.entries.map(({ headerOffset }) => headerOffset)).toEqual(offsets);
    // The page has the sizes from the first list on.
    expect(early).toEqual(sizes);
    for (const [index, one] of entries.entries()) {
      const entry = listing.entries[index];
      if (!entry || one.name.endsWith("/")) continue;
      const check = await (await checkEntry(blob, entry, limits)).check;
      if (one.data)
        expect(check).toMatchObject({
          state: "whole",
          sha256: createHash("sha256").update(one.data).digest("hex"),
          anomalies: [],
        });
      else
        expect([check.state, check.anomalies.map(({ code }) => code)]).toEqual([
          "stopped",
          ["over_file_budget", "type_differs"],
        ]);
    }
    expect(await listFromTail(blob)).toBeNull();
  });
});

test("the size of compressed data above 4 GiB is at least about that of the data", async () => {
  const sizeBytes = 6 * GIB + 5;
  const film = { name: "film.mov", zeros: 5 * GIB, sizeBytes, method: 8 };
  const { listing, alarms } = await examine(makeWrapped([small("a.txt"), film, small("b.txt")]).blob);
  expect(alarms).toEqual([]);
  expect(listing.entries[1]).toMatchObject({ compressedBytes: 5 * GIB, sizeBytes });
});

describe("what is not explained by the modulus stays an alarm", () => {
  const film = { name: "film.mov", zeros: 4 * GIB + 500 };

  test("bytes between two entries", async () => {
    const { blob } = makeWrapped([small("a.txt"), film, { ...small("b.txt"), gap: 1000 }]);
    expect((await examine(blob)).alarms).toEqual(expect.arrayContaining(["bytes_between"]));
  });

  test("a hidden entry between two others", async () => {
    const hidden = makeArchive({ entries: [{ name: "hidden.txt", data: "hidden" }] });
    const entries = [small("a.txt"), small("b.txt"), { ...small("c.txt"), gap: 5000 }, film, small("d.txt")];
    const { offsets } = makeWrapped(entries);
    const { blob } = makeWrapped(entries, { extra: [{ at: (offsets[2] ?? 0) - 4000, bytes: hidden }] });
    expect((await examine(blob)).alarms).toContain("entries_unlisted");
  });

  test("a second local header where a reader without the modulus finds it", async () => {
    const entries = [small("a.txt"), film, small("b.txt")];
    const { offsets } = makeWrapped(entries);
    const other = makeArchive({ entries: [{ name: "b.txt", data: "another file", method: 0 }] });
    const { blob } = makeWrapped(entries, { extra: [{ at: (offsets[2] ?? 0) - wrap, bytes: other }] });
    expect((await examine(blob)).codes("error")).toContain("local_two_offsets");
  });

  test("a local header that is missing", async () => {
    const entries = [small("a.txt"), film, small("b.txt"), small("c.txt")];
    const { blob, offsets } = makeWrapped(entries);
    const bytes = new Uint8Array(await blob.slice(offsets[2]).arrayBuffer()).fill(0, 0, 30);
    const start = new Uint8Array(await blob.slice(0, 2000).arrayBuffer());
    const parts = [
      { at: 0, bytes: start },
      {
        at: offsets[1] ?? 0,
        bytes: new Uint8Array(await blob.slice(offsets[1], (offsets[1] ?? 0) + 38).arrayBuffer()),
      },
      { at: offsets[2] ?? 0, bytes },
    ];
    const { codes } = await examine(new SparseBlob(parts, 0, blob.size) as unknown as Blob);
    expect(codes("error")).toContain("local_missing");
  });

  test("a second directory at the stored position", async () => {
    const entries = [small("a.txt"), film, small("b.txt")];
    const { blob } = makeWrapped(entries);
    const tail = new Uint8Array(await blob.slice(blob.size - 22).arrayBuffer());
    const stored = new DataView(tail.buffer).getUint32(16, true);
    const listing = new Uint8Array(await blob.slice(stored + wrap, blob.size - 22).arrayBuffer());
    const { blob: two } = makeWrapped(entries, { extra: [{ at: stored, bytes: listing }] });
    expect((await examine(two)).codes("error")).toContain("directory_two_offsets");
  });

  test("4 GiB of other bytes before a common archive", async () => {
    const { blob } = makeWrapped([small("a.txt"), small("b.txt")], { start: wrap });
    const { listing, alarms } = await examine(blob);
    expect(alarms).toEqual(["directory_moved", "bytes_before"]);
    expect(listing.entries.every(({ dataOffset }) => dataOffset !== null)).toBe(true);
  });
});

describe.each([65_536, 70_000, 140_000])("%i entries without ZIP64", (count) => {
  const entries = Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, data: "x", method: 0 }));
  const bytes = new Uint8Array(makeArchive({ entries, end: { entries: count & 0xffff, diskEntries: count & 0xffff } }));

  test("the count modulo 65,536 raises nothing", async () => {
    const listing = await readArchive(new Blob([bytes]), { ...defaultLimits, entries: 200_000 });
    expect(listing.entries).toHaveLength(count);
    expect(listing.anomalies).toEqual([]);
    expect(listing.entries.flatMap(({ anomalies }) => anomalies)).toEqual([]);
  });

  test("above the limit of the list, the true count is named", async () => {
    const listing = await readArchive(new Blob([bytes]));
    expect(listing.entries).toHaveLength(20_000);
    expect(listing.anomalies.map(({ code, values }) => [code, values])).toEqual([
      ["entries_over_limit", { declared: count, limit: 20_000 }],
    ]);
  });
});
