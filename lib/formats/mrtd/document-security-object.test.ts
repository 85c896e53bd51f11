import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { readSecurityObject } from "./document-security-object.ts";

const read = (name: string) => new Uint8Array(readFileSync(`sandbox/fixtures/anais/${name}.bin`));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("reads the data group digests of an EF.SOD, with and without its outer tag", async () => {
  const sod = read("sod");
  for (const bytes of [sod, Uint8Array.of(0x77, 0x82, sod.length >> 8, sod.length & 255, ...sod)]) {
    expect(sniff(bytes, bytes.length).kind).toBe("cms");
    const { dataGroups, certificates } = await readSecurityObject(bytes);
    expect(dataGroups).toEqual([
      { number: 1, digest: sha256(read("dg1")) },
      { number: 2, digest: sha256(read("dg2")) },
    ]);
    expect(certificates).toHaveLength(1);
  }
});

test("rejects a truncated EF.SOD", async () => {
  const sod = read("sod");
  for (const length of [0, 1, 5, 30, sod.length >> 1, sod.length - 1])
    await expect(readSecurityObject(sod.slice(0, length))).rejects.toThrow();
});
