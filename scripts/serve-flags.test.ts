import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { serveFlags } from "./serve-flags.mjs";

it("npm run serve uses the same Node flags as npm start and the tests", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  expect(scripts.serve).toBe(["exec node", ...serveFlags, "scripts/serve.mjs"].join(" "));
});
