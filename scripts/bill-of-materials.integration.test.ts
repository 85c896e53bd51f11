import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isAllowedLicence, listRuntimePackages } from "./licences.mjs";

type Component = {
  name: string;
  version: string;
  purl: string;
  licenses?: { license?: { id?: string }; expression?: string }[];
};

it("the build writes a CycloneDX bill of the production tree, with a licence for each component", () => {
  const bill = JSON.parse(readFileSync(".next/sbom.cdx.json", "utf8")) as {
    bomFormat: string;
    metadata: { component: Component };
    components: Component[];
  };
  expect(bill).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "evidence-desk" } } });
  const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const installed = listRuntimePackages(".").filter(({ path }) => existsSync(path));
  expect(listed).toEqual(new Set(installed.map(({ name, version }) => `${name}@${version}`)));
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { devDependencies: object };
  const development = bill.components
    .map(({ name }) => name)
    .filter((name) => Object.keys(devDependencies).includes(name));
  // Some are needed by packages of the production tree too; server-only stands in for an image library.
  expect(new Set(development)).toEqual(new Set(["@formatjs/icu-messageformat-parser", "@types/react", "server-only"]));
  const licences = bill.components.map(({ licenses = [] }) => licenses[0]?.expression ?? licenses[0]?.license?.id);
  expect(licences.filter((licence) => !isAllowedLicence(licence))).toEqual([]);
});

it("the build writes the notices", () => {
  expect(readFileSync(".next/THIRD-PARTY-NOTICES.md", "utf8")).toContain("| next | ");
});
