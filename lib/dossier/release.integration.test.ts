import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { buildVerifier, formatDigests, released } from "../../scripts/build-verifier.mjs";

it("verify.html is what its sources give: run `npm run build:verifier` after a change", async () => {
  expect(await buildVerifier()).toBe(readFileSync(released[0] ?? "", "utf8"));
});

it("README names the digests of both verifiers", () => {
  expect(readFileSync("README.md", "utf8")).toContain(`\`\`\`\n${formatDigests()}\n\`\`\``);
});
