import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { describeArchive } from "./archive-shape.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const archive = Buffer.from(
  zipSync(
    {
      "document/front.jpg": bytes("f".repeat(500)),
      "Zoë Müller.pdf": bytes("p"),
      "report.MÜLLER": bytes("r"),
      "x.Mueller": bytes("r"),
      LICENCE: bytes("l"),
      "b.JPG": bytes("b"),
    },
    { level: 0 },
  ),
);

describe("archive shape", () => {
  it("is the number of entries and their extensions, never a name", () => {
    const lines = describeArchive(archive, true).join("\n");
    expect(lines).toContain("entries: 6");
    expect(lines).toContain("(without) × 2, jpg × 2, pdf × 1, {other} × 1");
    expect(lines).not.toMatch(/front|M[üu]e?ller|LICENCE/i);
  });
  it("counts the entries that begin in the available bytes", () => {
    expect(describeArchive(archive.subarray(0, 700), false)[0]).toMatch(/entries: at least [2-5] \(those that begin/);
    expect(describeArchive(archive.subarray(0, 20), false)[0]).toContain("at least 0");
  });
  it.each([Buffer.alloc(0), Buffer.from("PK"), Buffer.from("<html>"), Buffer.from("PK\u0005\u0006")])(
    "does not fail for %j",
    (unusualNames) => {
      expect(describeArchive(unusualNames, true).length).toBeGreaterThan(0);
    },
  );
});
