import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import messages from "../../i18n/messages/en.json" with { type: "json" };
import { anomalyLevels } from "./anomalies.ts";

test("has exactly one message for every anomaly code", () => {
  expect(Object.keys(messages.files.anomaly).sort()).toEqual(Object.keys(anomalyLevels).sort());
});

test("documents the level and a reason of every code", () => {
  const page = readFileSync("docs/decisions/anomaly-levels.md", "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| .{3,} \|$/gmu)].map(([, code, level]) => [code, level]);
  expect(Object.fromEntries(rows)).toEqual(anomalyLevels);
});
