import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { buildVerifier, formatDigests, released } from "../../scripts/build-verifier.mjs";

it("verify.html is what its sources give: run `npm run build:verifier` after a change", async () => {
  expect(await buildVerifier()).toBe(readFileSync(released[0] ?? "", "utf8"));
});

it("README names the digests of both verifiers", () => {
  expect(readFileSync("README.md", "utf8")).toContain(`\`\`\`\n${formatDigests()}\n\`\`\``);
});

it("the fixed texts have no script and no address of a network, and stand in four languages", () => {
  const limits = readFileSync("lib/dossier/release/limits.html", "utf8");
  expect(limits).not.toMatch(/<script|https?:|src=|href=/);
  expect(limits).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
  expect([...limits.matchAll(/<section lang="(..)">/g)].map(([, language]) => language)).toEqual([
    "en",
    "de",
    "fr",
    "it",
  ]);
  const items = limits
    .split("<section")
    .slice(1)
    .map((section) => section.split("<li>").length);
  expect(new Set(items).size).toBe(1);
  const readMe = readFileSync("lib/dossier/release/READ-ME.txt", "utf8");
  expect([...readMe.matchAll(/^== (\S+) ==$/gm)].map(([, language]) => language)).toEqual([
    "English",
    "Deutsch",
    "Français",
    "Italiano",
  ]);
});
