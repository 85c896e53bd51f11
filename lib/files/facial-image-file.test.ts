import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { findPortrait, readPortrait } from "./facial-image-file.ts";
import type { EntryCheck } from "./model.ts";

const group = new Uint8Array(readFileSync("sandbox/fixtures/anais/dg2.bin"));
const portrait = readFileSync("sandbox/fixtures/anais/portrait.jpg");

test("the portrait in a chip's data group 2 is found, byte by byte", async () => {
  const check = { content: sniff(group, group.length) } as EntryCheck;
  expect(check.content?.kind).toBe("portrait");
  const found = await readPortrait({ blob: new Blob([group]), check });
  expect(found.check.content?.label).toBe("JPEG");
  expect(Buffer.from(await found.blob.arrayBuffer()).equals(portrait)).toBe(true);
});

test("a data group that is cut or lies about its lengths has no portrait", () => {
  for (const length of [0, 3, 40, 80, group.length - 1]) expect(findPortrait(group.slice(0, length))).toBeNull();
  const record = Buffer.from(group).indexOf("FAC\0");
  for (const [place, value] of [
    [14, 0],
    [14, 0xffffffff],
  ] as const) {
    const lying = Buffer.from(group);
    lying.writeUInt32BE(value, record + place);
    expect(findPortrait(lying)).toBeNull();
  }
});
