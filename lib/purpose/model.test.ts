import { expect, it } from "vitest";
import { isPurposeConfirmed } from "./model.ts";

const confirmed = { ticket: "T-1", purpose: "complaint" };

it.each([
  [{ ticket: "T-1", purpose: null }, true],
  [{ ticket: null, purpose: "complaint" }, true],
  [{ ticket: "T-1", purpose: "complaint" }, true],
  [{ ticket: "T-2", purpose: null }, false],
  [{ ticket: "T-1", purpose: "audit" }, false],
])("compares a link with %j to the confirmed purpose: %s", (link, covered) => {
  expect(isPurposeConfirmed(link, confirmed)).toBe(covered);
  expect(isPurposeConfirmed(link, null)).toBe(false);
});
