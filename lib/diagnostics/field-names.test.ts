import { describe, expect, it } from "vitest";
import { isRecordName } from "./field-names.ts";

describe("names of a record", () => {
  it.each([
    "firstName",
    "first_name",
    "FIRST-NAME",
    "dateOfBirth",
    "documents",
    "viz",
    "Geburtsdatum",
    "prénom",
    "cognome",
  ])("%s", (name) => {
    expect(isRecordName(name)).toBe(true);
  });
  it.each(["status", "transactionCode", "workflowId", "createdAt", "type", "message", "id"])("not %s", (name) => {
    expect(isRecordName(name)).toBe(false);
  });
});
