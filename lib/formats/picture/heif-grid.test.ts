import { expect, test } from "vitest";
import { makeBox } from "../../../e2e/support/hostile-pictures.ts";
import { examineHeif } from "./examine-heif.ts";

const bytes = (...values: number[]) => Buffer.from(values);
const u16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));
const u32 = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);

/** The boxes of an iPhone's photograph: a grid of tiles, turned by `irot`, with Exif and a thumbnail. */
type Options = { rows?: number; columns?: number; linked?: number };

function makeGrid({ rows = 2, columns = 3, linked }: Options = {}): Buffer {
  const tiles = rows * columns;
  const grid = tiles + 1;
  const ids = Array.from({ length: tiles }, (_, index) => index + 1);
  const item = (id: number, type: string, isHidden = false) =>
    makeBox("infe", bytes(2, 0, 0, isHidden ? 1 : 0), u16(id, 0), Buffer.from(`${type}\0`, "latin1"));
  const items = [...ids.map((id) => item(id, "hvc1", true)), item(grid, "grid"), item(grid + 1, "hvc1")];
  const references = [
    makeBox("dimg", u16(grid, linked ?? tiles, ...ids.slice(0, linked))),
    makeBox("thmb", u16(grid + 1, 1, grid)),
  ];
  const size = (width: number, height: number) => makeBox("ispe", u32(0), u32(width), u32(height));
  const turn = makeBox("irot", bytes(3));
  const properties = makeBox("ipco", size(512, 512), size(1536, 1024), turn);
  const links = [...ids.map((id) => [id, 1]), [grid, 2, 3]];
  const associations = links.map(([id = 0, ...targets]) => Buffer.concat([u16(id), bytes(targets.length, ...targets)]));
  const gridData = bytes(0, 0, rows - 1, columns - 1, ...u16(1536, 1024));
  const tileBytes = 40;
  const make = (media: number) => {
    const place = (id: number, from: number, length: number, method = 0) =>
      Buffer.concat([u16(id, method, 0, 1), u32(from), u32(length)]);
    const places = [
      ...ids.map((id, index) => place(id, media + index * tileBytes, tileBytes)),
      place(grid, 0, gridData.length, 1),
      place(grid + 1, media + tiles * tileBytes, tileBytes),
    ];
    const meta = makeBox(
      "meta",
      u32(0),
      makeBox("pitm", u32(0), u16(grid)),
      makeBox("iinf", u32(0), u16(items.length), ...items),
      makeBox("iref", u32(0), ...references),
      makeBox("iprp", properties, makeBox("ipma", u32(0), u32(links.length), ...associations)),
      makeBox("idat", gridData),
      makeBox("iloc", bytes(1, 0, 0, 0, 0x44, 0), u16(places.length), ...places),
    );
    return Buffer.concat([makeBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")), meta]);
  };
  const media = make(0).length + 8;
  return Buffer.concat([make(media), makeBox("mdat", Buffer.alloc((tiles + 1) * tileBytes, 9))]);
}

const examine = (file: Buffer) => examineHeif(new Uint8Array(file));

test("a grid of tiles is one picture without a warning", () => {
  for (const options of [{}, { rows: 8, columns: 6 }, { rows: 1, columns: 1 }]) {
    const { defects, pictures } = examine(makeGrid(options));
    expect([options, defects, pictures]).toEqual([options, [], 1]);
  }
});

test("each cut of a grid is reported, and lost tiles are counted", () => {
  const whole = makeGrid();
  for (let length = 24; length < whole.length; length += 5)
    expect([length, examine(whole.subarray(0, length)).defects]).not.toEqual([length, []]);
  expect(examine(whole.subarray(0, whole.length - 100)).defects).toEqual([
    { code: "part_outside_file", severity: "warning", values: { missing: 2, count: 7 } },
  ]);
  expect(examine(makeGrid({ linked: 5 })).defects).toEqual([
    { code: "tiles_missing", severity: "warning", values: { found: 5, declared: 6 } },
  ]);
});
