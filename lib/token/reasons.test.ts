import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import messages from "../i18n/messages/en.json" with { type: "json" };
import { reasons } from "./reasons.ts";

test("reason codes match the messages and docs/verdict.md", () => {
  const documented = readFileSync("docs/verdict.md", "utf8").matchAll(/^\| `(\w+)` \|/gm);
  expect([...documented].map(([, code]) => code).sort()).toEqual([...reasons].sort());
  expect(Object.keys(messages.token.reasons).sort()).toEqual([...reasons].sort());
});
