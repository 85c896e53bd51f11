import { describe, expect, it } from "vitest";
import { agreement, claim, statement } from "./agreement.fixture.ts";
import { listDifferences } from "./list-differences.ts";

describe("differences", () => {
  it("leave out what agrees, and come first where they contradict", () => {
    const rows = listDifferences(
      agreement({
        statements: [
          statement("agrees", "given_name", "A"),
          statement("similar", "family_name", "A"),
          statement("differs", "birth_date", "1984-02-29", "1984-03-01"),
          statement("single", "nationality", "CHE"),
        ],
        digests: [claim("proven"), claim("unmatched"), { ...claim("missing"), claimedName: "face/selfie.jpg" }],
      }),
    );
    expect(rows.map(({ tone, key }) => `${tone} ${key}`)).toEqual([
      "contradicted statement birth_date",
      "contradicted digest missing token $.files[0].sha256",
      "unsure statement family_name",
      "unsure digest unmatched token $.files[0].sha256",
    ]);
    expect(rows[1]).toMatchObject({
      file: "face/selfie.jpg",
      fileNumber: null,
      expected: { source: "token", text: "00" },
    });
  });

  it("are empty where everything agrees", () => {
    expect(listDifferences(agreement())).toEqual([]);
  });
});
