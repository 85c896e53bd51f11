import { expect, it } from "vitest";
import { findPersonalHints } from "./looks-personal.ts";

it.each([
  ["born 19.07.1976", ["date"]],
  ["born 1976-07-19 and 19/07/76", ["date"]],
  ["write to a.b@bank.test", ["email"]],
  ["document SPX5M2N84", ["number"]],
  ["phone 079 123 45 67", ["number"]],
  ["Selfie is not the signed file.", []],
  ["Ticket SUP-4711, checked twice, 3 of 12 files", []],
  ["CONTRADICTION", []],
])("in %s finds %j", (note, expected) => {
  expect(findPersonalHints(note)).toEqual(expected);
});
