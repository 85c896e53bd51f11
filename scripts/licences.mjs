/** Licences of the packages in the production tree: what is allowed, and the notices that the build writes beside its output. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** SPDX identifiers without copyleft. OFL-1.1 covers the fonts and CC-BY-4.0 a table of browsers, both passed on unchanged. */
const allowed = new Set([
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0"],
  ...["ISC", "MIT", "MIT-0", "OFL-1.1", "Unlicense", "Zlib"],
]);

/**
 * Reads an SPDX expression (SPDX 2.3 annex D): `OR` needs one allowed side, `AND` both; `WITH` and other words are not allowed.
 * @param {unknown} expression
 */
export function isAllowedLicence(expression) {
  if (typeof expression !== "string") return false;
  let isComplete = true;
  const words = expression.replaceAll(/[()]/g, " $& ").split(/\s+/).filter(Boolean);
  const readOr = () => {
    let result = readAnd();
    while (words[0] === "OR") {
      words.shift();
      const right = readAnd();
      result ||= right;
    }
    return result;
  };
  const readAnd = () => {
    let result = readOne();
    while (words[0] === "AND") {
      words.shift();
      const right = readOne();
      result &&= right;
    }
    return result;
  };
  const readOne = () => {
    const word = words.shift();
    if (word === undefined) isComplete = false;
    if (word !== "(") return allowed.has(word);
    const result = readOr();
    if (words.shift() !== ")") isComplete = false;
    return result;
  };
  return readOr() && isComplete && words.length === 0;
}

const mitTerms = [
  "Permission is hereby granted, free of charge, to any person obtaining a copy of this software",
  "The above copyright notice and this permission notice shall be included in all copies",
  'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND',
];

/** The licence that the package in a folder states; of one that states none, the MIT licence where its own file is that text. */
export function readStatedLicence(folder) {
  const manifest = join(folder, "package.json");
  const stated = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).license : undefined;
  if (stated !== undefined) return stated;
  const texts = readTexts(folder).map((text) => text.replaceAll(/\s+/g, " "));
  const isMit = texts.length === 1 && texts.every((text) => mitTerms.every((term) => text.includes(term)));
  return isMit ? "MIT" : null;
}

/**
 * Lists the packages that `npm ci --omit=dev` installs on any system, from the lock file.
 * @param {string} root
 * @returns {{ name: string, version: string, licence: string | null, path: string }[]}
 */
export function listRuntimePackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { name, version, license }]) => {
      const stated = license ?? readStatedLicence(join(root, path));
      const installedAs = path.split("node_modules/").at(-1);
      return { name: name ?? installedAs, version, licence: typeof stated === "string" ? stated : null, path };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const licenceFile = /^(licen[cs]e|copying|notice)([._-]|$)/i;

/** Texts of a package's own licence files, and of the packages that Next has compiled into itself. */
function readTexts(folder) {
  if (!existsSync(folder)) return [];
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), "utf8").trim());
  const compiled = join(folder, "dist", "compiled");
  const inner = existsSync(compiled)
    ? readdirSync(compiled, { withFileTypes: true }).filter((one) => one.isDirectory())
    : [];
  return [...texts, ...inner.flatMap(({ name }) => readTexts(join(compiled, name)))];
}

/** Builds THIRD-PARTY-NOTICES.md: a table of all packages, and each licence text once with the packages that it covers. */
export function formatNotices(root) {
  const packages = listRuntimePackages(root);
  /** @type {Map<string, Set<string>>} */
  const byText = new Map();
  for (const { name, path } of packages)
    for (const text of readTexts(join(root, path))) byText.set(text, (byText.get(text) ?? new Set()).add(name));
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? "not stated"} |`);
  const texts = [...byText].map(([text, names]) => {
    const indented = text.split("\n").map((line) => `    ${line}`.trimEnd());
    return [`## ${[...names].sort().join(", ")}`, "", ...indented, ""].join("\n");
  });
  const head = [
    "# Third-party notices",
    "",
    "Packages of the production tree, for all systems; of two licences joined by OR, the first permissive one applies.",
    "",
    "| package | version | licence |",
    "|---|---|---|",
  ];
  return `${[...head, ...new Set(rows), "", ...texts].join("\n")}\n`;
}
