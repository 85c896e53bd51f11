import { describe, expect, it } from "vitest";
import { rankReasons } from "./rank-reasons.ts";

const of = (...codes: Parameters<typeof rankReasons>[0][number]["code"][]) => {
  const { shown, more, always } = rankReasons(codes.map((code) => ({ code })));
  return [shown, more, always].map((list) => list.map(({ code }) => code));
};

describe("the reasons of a conclusion", () => {
  it("begin with what contradicts, then what is unclear, then what agrees", () => {
    expect(of("completed", "token_valid", "statements_to_review", "digests_differ", "checks_passed")).toEqual([
      ["digests_differ", "statements_to_review", "completed"],
      ["token_valid", "checks_passed"],
      [],
    ]);
  });

  it("always state what was not examined", () => {
    expect(
      of(
        "statements_differ",
        "digests_differ",
        "files_missing",
        "token_invalid",
        "not_opened",
        "signature_not_examined",
      ),
    ).toEqual([
      ["statements_differ", "digests_differ", "files_missing"],
      ["token_invalid"],
      ["not_opened", "signature_not_examined"],
    ]);
  });

  it("are never lost", () => {
    const codes = [
      "completed",
      "verdict",
      "not_confirmed",
      "too_much",
      "checks_unclear",
      "signature_not_found",
    ] as const;
    expect(
      of(...codes)
        .flat()
        .toSorted(),
    ).toEqual([...codes].toSorted());
  });
});
