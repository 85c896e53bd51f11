import { describe, expect, it } from "vitest";
import { summarizeDigestHistory } from "./digest-history.ts";

const release = (artefact: string, sha256: string, at: number) => ({ artefact, sha256, bytes: 1, at });
const iso = (at: number) => new Date(at).toISOString();

describe("summarizeDigestHistory", () => {
  it("reports since when the bytes are unchanged, and the former digest", () => {
    const [record] = summarizeDigestHistory([
      release("record", "b", 4),
      release("record", "b", 3),
      release("record", "a", 1),
    ]);
    expect(record).toMatchObject({ sha256: "b", sinceAt: iso(3), lastAt: iso(4), releases: 2 });
    expect(record).toMatchObject({ formerSha256: "a", formerAt: iso(1) });
  });

  it("counts only the latest run of equal releases when an earlier digest returns", () => {
    const [record] = summarizeDigestHistory([
      release("record", "a", 4),
      release("record", "b", 3),
      release("record", "a", 1),
    ]);
    expect(record).toMatchObject({ sinceAt: iso(4), releases: 1, formerSha256: "b" });
  });

  it("separates artefacts", () => {
    expect(summarizeDigestHistory([release("record", "a", 1), release("files", "b", 2)])).toHaveLength(2);
    expect(summarizeDigestHistory([])).toEqual([]);
  });
});
