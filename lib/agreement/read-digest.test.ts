import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { readDigest } from "./read-digest.ts";

const sha256 = createHash("sha256").update("evidence");
const hex = sha256.copy().digest("hex");

it.each([
  ["hex", hex],
  ["capital hex", hex.toUpperCase()],
  ["base64", sha256.copy().digest("base64")],
  ["base64url", sha256.copy().digest("base64url")],
  ["hex behind its algorithm", `sha256:${hex}`],
])("reads a digest in %s", (_, text) => {
  expect(readDigest(text)).toContainEqual({ algorithm: "sha256", hex });
});

it.each(["chip_passive_authentication", "identification-result-status-0", "A".repeat(43), "evidence-4465032f"])(
  "rejects a name: %s",
  (text) => {
    expect(readDigest(text)).toEqual([]);
  },
);
