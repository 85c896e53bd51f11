import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { readFacialImage } from "./facial-image-file.ts";
import type { EntryCheck } from "./model.ts";

const group = new Uint8Array(readFileSync("sandbox/fixtures/anais/dg2.bin"));
const portrait = readFileSync("sandbox/fixtures/anais/portrait.jpg");

test("extracts the exact facial image bytes of data group 2", async () => {
  const check = { content: sniff(group, group.length) } as EntryCheck;
  expect(check.content?.kind).toBe("portrait");
  const found = await readFacialImage({ blob: new Blob([group]), check });
  expect(found.check.content?.label).toBe("JPEG");
  expect(Buffer.from(await found.blob.arrayBuffer()).equals(portrait)).toBe(true);
});
