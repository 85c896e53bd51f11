import { describe, expect, it } from "vitest";
import { openZip } from "../verifier/container.ts";
import { divideDossiers, joinDossiers } from "./join-dossiers.ts";

const dossier = (name: string, text: string) => ({ name, zip: new Blob([text]) });
const order = { batch: "0123456789abcdef", at: new Date("2026-11-28T12:00:00.500Z") };

describe("dossiers of a request", () => {
  it("are joined in their order, each unchanged, in a ZIP with the request's ID and the time", async () => {
    const read: number[] = [];
    const dossiers = [dossier("b.zip", "second letter"), dossier("a.zip", "first letter")];
    const [joined, ...more] = await joinDossiers({ ...order, dossiers }, undefined, (bytes) => read.push(bytes));
    expect(more).toEqual([]);
    expect(joined).toMatchObject({ name: "evidence-dossiers_01234567_20261128T120000Z.zip", count: 2 });
    const { files, twice } = await openZip(joined?.zip ?? new Blob());
    expect(twice).toEqual([]);
    const base = "evidence-dossiers_01234567_20261128T120000Z";
    expect(files.map(({ name }) => name)).toEqual([`${base}/b.zip`, `${base}/a.zip`]);
    const texts = await Promise.all(files.map(async (one) => (await one.open()).text()));
    expect(texts).toEqual(["second letter", "first letter"]);
    // Stored: their bytes are in it as they are.
    expect(await joined?.zip.text()).toContain("second letter");
    expect(read.at(-1)).toBe(25);
  });

  it("of one name get numbers, so that no one replaces another", async () => {
    const same = ["1", "2", "3"].map((text) => dossier("evidence-dossier_x.zip", text));
    const [joined] = await joinDossiers({ ...order, dossiers: same });
    const { files, twice } = await openZip(joined?.zip ?? new Blob());
    expect(twice).toEqual([]);
    expect(files.map(({ name }) => name.split("/")[1])).toEqual([
      "evidence-dossier_x.zip",
      "evidence-dossier_x_2.zip",
      "evidence-dossier_x_3.zip",
    ]);
  });

  it("that don't fit into one ZIP are divided in their order, and none is lost", () => {
    const sizes = (parts: { zip: { size: number } }[][]) => parts.map((part) => part.map(({ zip }) => zip.size));
    const of = (...each: number[]) => each.map((size) => ({ zip: { size } }));
    expect(sizes(divideDossiers(of(10_000, 10_000, 10_000), 30_000))).toEqual([[10_000, 10_000], [10_000]]);
    expect(sizes(divideDossiers(of(40_000, 5_000, 5_000), 30_000))).toEqual([[40_000], [5_000, 5_000]]);
    expect(sizes(divideDossiers(of(5_000, 40_000, 5_000), 30_000))).toEqual([[5_000], [40_000], [5_000]]);
    expect(divideDossiers([])).toEqual([]);
  });

  it("stop when they are cancelled", async () => {
    const dossiers = [dossier("a.zip", "x")];
    await expect(joinDossiers({ ...order, dossiers }, AbortSignal.abort())).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
