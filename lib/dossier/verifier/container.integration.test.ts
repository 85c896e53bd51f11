import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toZip, verifyZip } from "../../../e2e/support/dossier/containers.ts";
import { madeAt } from "../../../e2e/support/dossier/test-case.ts";
import { createWorld, type World } from "../../../e2e/support/dossier/world.ts";
import { digestFile } from "../digest-file.ts";
import { writeZip } from "../write-zip.ts";
import { openZip } from "./container.ts";
import { findDossiers } from "./find-dossiers.ts";

/** Rows 49 to 53 of DOSSIER.md section 10: what is wrong with the ZIP itself. */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const keys = () => ({ logKey: world.whole.verifierKey, tokenKey: world.key.thumbprint });

/** The dossier with one more entry, whose whole name is given. */
async function withEntry(name: string): Promise<Blob> {
  const files = [...world.whole.files].map(([path, bytes]) =>
    digestFile(`${world.whole.base}/${path}`, new Blob([new Uint8Array(bytes)])),
  );
  const more = digestFile(name, new Blob(["x"]));
  // Without a folder of its own: the base is in each name.
  const zip = writeZip("", await Promise.all([...files, more]), madeAt);
  const bytes = Buffer.from(await zip.arrayBuffer());
  for (let at = bytes.indexOf("PK"); at >= 0; at = bytes.indexOf("PK", at + 1)) {
    const start = bytes.readUInt32LE(at) === 0x04034b50 ? 30 : bytes.readUInt32LE(at) === 0x02014b50 ? 46 : null;
    // The writer's empty base leaves a slash, which becomes a letter of the folder's name.
    if (start !== null && bytes[at + start] === 0x2f) bytes[at + start] = 0x64;
  }
  return new Blob([bytes]);
}

describe("a ZIP", () => {
  it("row 49: with a name twice is changed", async () => {
    const { outcome, checks } = await verifyZip(await withEntry(`${world.whole.base}/data/report.html`), keys());
    expect(checks).toContainEqual(expect.objectContaining({ check: "container", outcome: "fail", code: "name_twice" }));
    expect(outcome).toBe("changed");
  });

  it.each(["a/../../x", "a\\..\\x", "a/./x"])("row 50: with the unsafe name %j is changed", async (name) => {
    const { outcome, checks } = await verifyZip(await withEntry(name), keys());
    expect(checks).toContainEqual(
      expect.objectContaining({ check: "container", outcome: "fail", code: "name_unsafe" }),
    );
    expect(outcome).toBe("changed");
  });

  it("row 51: cut anywhere is not readable", async () => {
    const zip = await toZip(world.whole);
    for (const size of [0, 3, 100, zip.size >> 1, zip.size - 100, zip.size - 21, zip.size - 1]) {
      const opened = openZip(zip.slice(0, size)).then((container) => findDossiers(container, "cut.zip"));
      await expect(opened, `${size} bytes`).rejects.toMatchObject({ code: "zip_unreadable" });
    }
  });

  it("row 52: with another CRC is judged by its digests", async () => {
    const bytes = Buffer.from(await (await toZip(world.whole)).arrayBuffer());
    const at = bytes.lastIndexOf("PK\x01\x02");
    bytes.writeUInt32LE(0x12345678, at + 16);
    expect((await verifyZip(new Blob([bytes]), keys())).outcome).toBe("intact");
  });

  it("row 53: of several dossiers offers each, judged separately", async () => {
    const zips = [await toZip(world.whole), await toZip(world.second)];
    const names = ["one.zip", "two.zip"];
    const batch = writeZip("batch", await Promise.all(zips.map((zip, at) => digestFile(names[at] ?? "", zip))), madeAt);
    const found = await findDossiers(await openZip(batch), "batch.zip");
    expect(found.map(({ name }) => name)).toEqual(["batch/one.zip", "batch/two.zip"]);
    for (const dossier of found) expect(dossier.files.has("data/dossier.json")).toBe(true);
  });

  it("of something else is not a dossier", async () => {
    const zip = writeZip("other", [await digestFile("a.txt", new Blob(["a"]))], madeAt);
    await expect(openZip(zip).then((container) => findDossiers(container, "a.zip"))).rejects.toMatchObject({
      code: "no_dossier",
    });
  });
});
