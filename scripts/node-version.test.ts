import { expect, it } from "vitest";
import { judgeNodeVersion } from "./node-version.mjs";

it.each([
  ["18.20.8", "refused"],
  ["20.20.2", "refused"],
  ["22.12.0", "refused"],
  ["22.13.0", "warned"],
  ["22.23.3", "warned"],
  ["22.23.4", "fine"],
  ["24.22.0", "warned"],
  ["24.22.1", "fine"],
  ["26.12.0", "warned"],
  ["26.12.1", "fine"],
  ["27.0.0", "fine"],
])("checks Node %s: %s", (version, verdict) => {
  expect(judgeNodeVersion(version).verdict).toBe(verdict);
});
