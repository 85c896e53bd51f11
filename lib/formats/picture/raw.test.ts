import { expect, test } from "vitest";
import { sniff } from "../media/sniff.ts";
import { examinePicture } from "./examine-picture.ts";

/** The bytes of a JPEG's end are enough here: SOI, a comment, EOI. */
const jpeg = Buffer.from("ffd8fffe000668656c6fffd9", "hex");
const exif = (tag: number, text: string) => {
  const block = Buffer.alloc(26 + text.length);
  block.write("II*\0\x08\0\0\0\x01\0", "latin1");
  block.writeUInt16LE(tag, 10);
  block.writeUInt16LE(2, 12);
  block.writeUInt32LE(text.length, 14);
  block.writeUInt32LE(26, 18);
  block.write(text, 26);
  return block;
};

const box = (type: string, ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
};
const u32 = (...values: number[]) =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    }),
  );

function makeRaf(): Buffer {
  const head = Buffer.alloc(108);
  head.write("FUJIFILMCCD-RAW 0201FF393101X-T3");
  for (const [at, value] of [108, jpeg.length, 120, 20, 140, 60].entries()) head.writeUInt32BE(value, 84 + at * 4);
  return Buffer.concat([head, jpeg, Buffer.alloc(80, 7)]);
}

function makeCr3(): Buffer {
  const type = box("ftyp", Buffer.from("crx \0\0\0\u0001crx isom", "latin1"));
  const canon = Buffer.from("85c0b687820f11e08111f4ce462b6a48", "hex");
  const thumbnail = box("THMB", u32(0, (160 << 16) + 120, jpeg.length, 0), jpeg);
  const make = (at: number) => {
    const tables = box("stbl", box("stsz", u32(0, 0, 1, jpeg.length)), box("co64", u32(0, 1, 0, at)));
    const track = box("trak", box("mdia", box("minf", tables)));
    const uuid = box("uuid", canon, box("CMT1", exif(0x0110, "EOS R6\0")), thumbnail);
    const preview = box(
      "uuid",
      Buffer.from("eaf42b5e1c984b88b9fbb7dc406e4d16", "hex"),
      u32(0, 1),
      box("PRVW", u32(0), jpeg),
    );
    return Buffer.concat([type, box("moov", uuid, track), preview]);
  };
  const media = make(0).length + 8;
  return Buffer.concat([make(media), box("mdat", jpeg, Buffer.alloc(200, 5))]);
}

/** A raw file of Panasonic: no length of the sensor data, the camera's JPEG in field 46. */
function makeRw2(): Buffer {
  const file = Buffer.alloc(80);
  file.write("IIU\0\x08\0\0\0\x02\0", "latin1");
  file.writeUInt16LE(46, 10);
  file.writeUInt16LE(7, 12);
  file.writeUInt32LE(jpeg.length, 14);
  file.writeUInt32LE(40, 18);
  file.writeUInt16LE(280, 22);
  file.writeUInt16LE(4, 24);
  file.writeUInt32LE(1, 26);
  file.writeUInt32LE(60, 30);
  jpeg.copy(file, 40);
  return file;
}

async function examine(file: Buffer) {
  const bytes = new Uint8Array(file);
  const type = sniff(bytes, bytes.length);
  const { defects, parts, exif: facts } = await examinePicture(bytes, "image/x-raw");
  return { label: type.label, defects, facts, parts: parts.map(({ origin, ranges }) => [origin, ranges[0]]) };
}

test("a raw file of Fujifilm does not count as a TIFF: its JPEG is listed, and a cut of its data is reported", async () => {
  const whole = makeRaf();
  expect(await examine(whole)).toEqual({
    label: "Camera raw image",
    defects: [],
    facts: [],
    parts: [["preview", [108, 120]]],
  });
  for (const length of [110, 130, whole.length - 1])
    expect((await examine(whole.subarray(0, length))).defects).toEqual([{ code: "end_missing", severity: "warning" }]);
});

test("a raw file in Canon's boxes lists its three JPEGs and its Exif, and a cut is reported", async () => {
  const whole = makeCr3();
  const { defects, facts, parts, label } = await examine(whole);
  expect([label, defects, facts]).toEqual(["Camera raw image", [], [{ name: "model", value: "EOS R6" }]]);
  expect(parts.map(([origin]) => origin)).toEqual(["thumbnail", "preview", "preview"]);
  for (const [, range] of parts) expect(whole.subarray(...(range as [number, number]))).toEqual(jpeg);
  for (let length = 24; length < whole.length; length += 7)
    expect((await examine(whole.subarray(0, length))).defects).toEqual([{ code: "end_missing", severity: "warning" }]);
});

test("a raw file whose end is not stated is not called whole", async () => {
  const unknown = [{ code: "whole_unknown", severity: "note" }];
  expect(await examine(makeRw2())).toMatchObject({ defects: unknown, parts: [["preview", [40, 52]]] });
  for (const head of ["II\x1a\0\0\0HEAPCCDR", "FOVb\0\0\x02\0", "\0MRM\0\0\0\0"])
    expect((await examine(Buffer.from(head.padEnd(200, "\0"), "latin1"))).defects).toEqual(unknown);
});

test("sensor data in a packing of their own raise no warning, and a cut of them does", async () => {
  // One strip of 16-bit samples that needs 512 bytes, in 400.
  const fields = [
    [256, 16],
    [257, 16],
    [258, 16],
    [259, 1],
    [273, 100],
    [279, 400],
  ] as const;
  const file = Buffer.alloc(500);
  file.write("IIRO\x08\0\0\0", "latin1");
  file.writeUInt16LE(fields.length, 8);
  for (const [index, [tag, value]] of fields.entries()) {
    const at = 10 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(4, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  expect((await examine(file)).defects).toEqual([]);
  expect((await examine(file.subarray(0, 490))).defects).not.toEqual([]);
});
