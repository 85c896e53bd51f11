import { expect, it } from "vitest";
import { storageWarning } from "./storage-warning.ts";

it("warns of a log that the owner of the process can change, and of no other", () => {
  expect(storageWarning({ kind: "sqlite" })).toContain("embedded database");
  expect(storageWarning({ kind: "postgres", ownsLog: true })).toContain("DATABASE_MIGRATION_URL");
  expect(storageWarning({ kind: "postgres", ownsLog: false })).toBeNull();
});
