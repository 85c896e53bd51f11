import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNotices, isAllowedLicence, listRuntimePackages, readStatedLicence } from "./licences.mjs";

const runtime = listRuntimePackages(".");

describe("a licence expression", () => {
  it.each(["MIT", "(MIT OR GPL-3.0-or-later)", "(MIT AND Zlib)", "GPL-2.0 OR (ISC AND MIT)", "Apache-2.0 AND MIT"])(
    "%s is allowed",
    (expression) => {
      expect(isAllowedLicence(expression)).toBe(true);
    },
  );
  it.each([
    ...[
      "LGPL-3.0-or-later",
      "Apache-2.0 AND LGPL-3.0-or-later",
      "GPL-3.0",
      "MPL-2.0",
      "EPL-2.0",
      "AGPL-3.0-only",
      "SSPL-1.0",
    ],
    ...[
      "MIT AND (GPL-2.0 OR LGPL-2.1)",
      "Apache-2.0 WITH LLVM-exception",
      "SEE LICENSE IN LICENSE",
      "UNLICENSED",
      "BUSL-1.1",
    ],
    ...["", "MIT OR", "(MIT", "MIT)", "MIT ISC", "mit", null, undefined, { type: "MIT" }],
  ])("%j is not allowed", (expression) => {
    expect(isAllowedLicence(expression)).toBe(false);
  });
});

describe("the production tree", () => {
  it("has only packages with a stated licence without copyleft", () => {
    expect(runtime.length).toBeGreaterThan(100);
    expect(runtime.filter(({ licence }) => !isAllowedLicence(licence))).toEqual([]);
  });

  it("has no native image library, not even for another system", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: object };
    expect(Object.keys(packages).filter((path) => /@img\/|libvips/.test(path))).toEqual([]);
    const sharp = runtime.filter(({ path }) => path.endsWith("/sharp"));
    expect(sharp.map(({ name, version }) => `${name}@${version}`)).toEqual(["server-only@0.0.1"]);
  });

  it("takes the licence's own text for a package that states none, and only that of MIT", () => {
    const folder = mkdtempSync(join(tmpdir(), "licence-"));
    const mit = readFileSync("node_modules/png-js/LICENSE", "utf8");
    writeFileSync(join(folder, "package.json"), "{}");
    expect(readStatedLicence(folder)).toBeNull();
    writeFileSync(join(folder, "LICENSE"), mit);
    expect(readStatedLicence(folder)).toBe("MIT");
    writeFileSync(join(folder, "LICENSE"), "GNU GENERAL PUBLIC LICENSE");
    expect(readStatedLicence(folder)).toBeNull();
    writeFileSync(join(folder, "COPYING"), mit);
    expect(readStatedLicence(folder)).toBeNull();
    rmSync(folder, { recursive: true });
  });

  it("repeats what the installed packages state", () => {
    const differing = runtime
      .filter(({ path }) => existsSync(`${path}/package.json`))
      .map(({ path, licence }) => ({
        path,
        licence,
        stated: readStatedLicence(path),
      }))
      .filter(({ licence, stated }) => stated !== licence);
    expect(differing).toEqual([]);
  });
});

it("the notices name every package and contain the texts of their licences", () => {
  const notices = formatNotices(".");
  for (const { name, version, licence } of runtime) expect(notices).toContain(`| ${name} | ${version} | ${licence} |`);
  for (const name of ["react", "undici", "pdfjs-dist", "@fontsource/ibm-plex-sans"])
    expect(notices).toMatch(new RegExp(`^## .*${name.replace("/", "\\/")}`, "m"));
  expect(notices).toContain("Permission is hereby granted, free of charge");
  expect(notices).toContain("SIL OPEN FONT LICENSE");
});
