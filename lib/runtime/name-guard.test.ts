import { describe, expect, it } from "vitest";
import { isIdentifierLike } from "./field-name.ts";
import { createNameGuard } from "./name-guard.ts";

describe("a field name may be shown", () => {
  it.each(["id", "firstName", "first_name", "date-of-birth", "_links", "dg14", "a".repeat(64)])("%s", (name) => {
    expect(isIdentifierLike(name)).toBe(true);
  });
  it.each([
    "",
    "Zoë",
    "Anna Müller",
    "a.b",
    "1st",
    "X12345",
    "@context",
    "$schema",
    "a\u202eb",
    "a".repeat(65),
    "+41791234567",
  ])("not %j", (name) => {
    expect(isIdentifierLike(name)).toBe(false);
  });
});

describe("hides a field name that is a value of the same evidence", () => {
  const isShown = (name: string, values: string[]) => {
    const guard = createNameGuard([name]);
    for (const value of values) guard.compareValue(value);
    return guard.mayShow(name);
  };
  it.each([
    ["Anna", ["Anna"]],
    ["anna", ["ANNA"]],
    ["Mueller", ["Anna Maria Mueller"]],
    ["annaMueller", ["Anna", "Mueller"]],
    ["Anna_Mueller", ["Mueller, Anna"]],
    ["X123", ["X123"]],
    ["anna_mueller", ["Anna_Mueller"]],
  ])("%s beside %j", (name, values) => {
    expect(isShown(name, values)).toBe(false);
  });
  it.each([
    ["documentNumber", ["document", "X1234567"]],
    ["face", ["face/selfie.jpg"]],
    ["document", ["The document was found to be genuine by its chip"]],
    ["result", ["PASSED"]],
  ])("%s stays beside %j", (name, values) => {
    expect(isShown(name, values)).toBe(true);
  });
  it("and one missing from the list", () => {
    expect(createNameGuard([]).mayShow("id")).toBe(false);
  });
});
