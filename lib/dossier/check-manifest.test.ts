import { describe, expect, it } from "vitest";
import { type Confirmation, checkManifest, maxManifestBytes } from "./check-manifest.ts";
import { formatManifest } from "./manifest.ts";

const [record, dossier, verdict, other] = ["a", "b", "c", "d"].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
];
const confirmation: Confirmation = {
  released: new Map([["record", new Set([record])]]),
  answered: new Map([
    ["data/dossier.json", dossier],
    ["data/verdict.json", verdict],
  ]),
};
const whole = { "data/dossier.json": dossier, "data/evidence/record.json": record, "data/verdict.json": verdict };
const manifest = (files: Record<string, string>) =>
  formatManifest(Object.entries(files).map(([path, sha256]) => ({ path, sha256 })));
const codeOf = (text: string, known = confirmation) => {
  try {
    checkManifest(text, known);
    return "confirmed";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the manifest of a dossier", () => {
  it("is confirmed with what was released and answered, and files that the browser makes", () => {
    expect(checkManifest(manifest(whole), confirmation)).toHaveLength(3);
    expect(codeOf(manifest({ ...whole, "data/report.html": other, "data/report.pdf": other }))).toBe("confirmed");
  });

  it.each<[string, Record<string, string>]>([
    ["other bytes of a record", { ...whole, "data/evidence/record.json": other }],
    ["an artefact that was never released", { ...whole, "data/evidence/files.zip": other }],
    ["a verdict that was not answered", { ...whole, "data/verdict.json": other }],
    ["a file of the server left out", { "data/dossier.json": dossier, "data/evidence/record.json": record }],
  ])("is not confirmed with %s", (_, files) => {
    expect(codeOf(manifest(files))).toBe("dossier_not_confirmed");
  });

  it("is not confirmed after the answer was forgotten", () => {
    expect(codeOf(manifest(whole), { ...confirmation, answered: new Map() })).toBe("dossier_not_confirmed");
  });

  it.each([
    ["an unknown file", manifest({ ...whole, "data/other.json": other })],
    ["a file beside the payload", manifest({ ...whole, "bagit.txt": other })],
    ["a path that leads out", `${other}  data/../x\n`],
    ["lines out of order", manifest(whole).split("\n").slice(0, -1).reverse().join("\n").concat("\n")],
    ["more than 64 KiB", `${manifest(whole)}${"x".repeat(maxManifestBytes)}`],
    ["a megabyte of lines", Array.from({ length: 12_000 }, (_, at) => `${other}  data/${at}\n`).join("")],
    ["another form", "{}"],
  ])("is invalid with %s", (_, text) => {
    expect(codeOf(text)).toBe("invalid_request");
  });
});
