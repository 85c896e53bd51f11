import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { judgeNodeVersion } from "./node-version.mjs";

it.each([
  ["18.20.8", "refused"],
  ["20.20.2", "refused"],
  ["22.12.0", "refused"],
  ["22.13.0", "refused"],
  ["22.23.2", "refused"],
  ["22.23.3", "warned"],
  ["22.23.4", "fine"],
  ["22.24.0", "fine"],
  ["23.11.1", "warned"],
  ["24.0.0", "warned"],
  ["24.22.0", "warned"],
  ["24.22.1", "fine"],
  ["25.9.0", "warned"],
  ["26.12.0", "warned"],
  ["26.12.1", "fine"],
  ["28.0.0", "fine"],
])("checks Node %s: %s", (version, verdict) => {
  expect(judgeNodeVersion(version).verdict).toBe(verdict);
});

it("says what to use in production on the packaged Node, without an alarm", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const { verdict, message } = judgeNodeVersion(devDependencies.node ?? "", { isPackaged: true });
  expect(["packaged", "fine"]).toContain(verdict);
  expect(message).not.toMatch(/fault|vulnerab|warn/i);
  if (verdict === "packaged") expect(message).toContain("In production, use the newest Node 24 (24.22.1 or newer)");
  expect(judgeNodeVersion("22.23.2", { isPackaged: true }).verdict).toBe("refused");
});

it("refuses what package.json refuses", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  expect(engines.node).toBe(">=22.23.3");
  expect(judgeNodeVersion("22.23.3").verdict).not.toBe("refused");
  expect(judgeNodeVersion("22.23.2").message).toContain("Use 22.23.3 or newer");
});
