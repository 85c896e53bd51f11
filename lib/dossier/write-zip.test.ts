import { expect, it } from "vitest";
import { readArchive } from "#lib/formats/zip/read-archive";
import { digestFile } from "./digest-file.ts";
import { writeZip, ZipTooLargeError } from "./write-zip.ts";

const madeAt = new Date("2026-11-23T13:04:27.123Z");

it("writes stored entries in their order, without extra fields, descriptors or anomalies", async () => {
  const texts = ["bagit.txt", "verify.sh", "data/evidence/files.zip"];
  const files = await Promise.all(texts.map((path) => digestFile(path, new Blob([`content of ${path}`]))));
  const zip = writeZip("base", files, madeAt);
  const { entries, anomalies } = await readArchive(zip);
  expect(anomalies).toEqual([]);
  expect(entries.map(({ name, method, modified, anomalies }) => ({ name, method, modified, anomalies }))).toEqual(
    texts.map((path) => ({ name: `base/${path}`, method: 0, modified: "2026-11-23T13:04:26", anomalies: [] })),
  );
  const bytes = new DataView(await zip.arrayBuffer());
  expect([bytes.getUint16(4, true), bytes.getUint16(6, true), bytes.getUint16(28, true)]).toEqual([10, 0, 0]);
});

it("is refused above 4 GiB − 1, before anything is written", async () => {
  const file = await digestFile("data/a", new Blob(["a"]));
  const large = Object.create(file.blob, { size: { value: 0xffff_ffff } });
  expect(() => writeZip("base", [{ ...file, blob: large }, file], madeAt)).toThrow(ZipTooLargeError);
});
