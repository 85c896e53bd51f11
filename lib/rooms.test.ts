import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Who may import whom. A room is a folder under `components/` or `lib/` (or a file of `lib/`); `app` is its pages and
 * `app/api` its routes. Everybody may import their own room and what is listed under `everywhere`.
 */
const everywhere = [
  "lib/paths",
  "lib/http/problem",
  "lib/session/model",
  "lib/i18n",
  "lib/save-blob",
  "lib/read-chunks",
];

/** Rooms that features share on screen. */
const onScreen = [
  "components/ui",
  "components/json",
  "components/evidence",
  "lib/evidence",
  "lib/json",
  "lib/http/ask",
];

const server = ["lib/env", "lib/http"];

/** Room → what it may import beyond its own and `everywhere`. A room that is missing here may not import anything. */
const rooms: Record<string, readonly string[]> = {
  app: [
    "components",
    "lib/session",
    "lib/audit",
    "lib/env",
    "lib/search",
    "lib/provider/environment",
    "lib/evidence",
    "lib/diagnostics",
  ],
  "app/api": ["lib"],

  "components/ui": [],
  "components/json": ["components/ui", "lib/json"],
  "components/evidence": [...onScreen, "lib/signature-request", "lib/status"],
  "components/shell": ["components/ui", "components/search", "components/session", "lib/http/ask"],
  "components/home": ["components/ui", "components/search", "components/audit", "lib/http/ask"],
  // The one room that looks at all pieces together: it compares what the others hold.
  "components/overview": [
    ...onScreen,
    "components/status",
    "components/agreement",
    "components/purpose",
    "components/files",
    "lib/agreement",
    "lib/files",
    "lib/signature-request",
    "lib/status",
    "lib/token",
  ],
  "components/search": ["components/ui", "lib/http/ask", "lib/search", "lib/signature-request"],
  "components/session": ["components/ui", "lib/http/ask", "lib/session"],
  "components/signature-request": [...onScreen, "lib/signature-request", "lib/search", "lib/status"],
  "components/status": [...onScreen, "lib/status"],
  "components/record": [...onScreen, "lib/record"],
  "components/files": [...onScreen, "lib/files"],
  "components/token": [...onScreen, "lib/token"],
  "components/agreement": [...onScreen, "lib/agreement"],
  "components/audit": [...onScreen, "lib/audit"],
  "components/purpose": ["components/ui", "lib/http/ask", "lib/purpose", "lib/audit"],
  "components/diagnostics": ["components/ui", "lib/http/ask", "lib/diagnostics"],

  "lib/paths": [],
  "lib/env": [],
  "lib/i18n": [],
  "lib/save-blob": [],
  "lib/read-chunks": [],
  "lib/json": [],
  "lib/search": [],
  "lib/evidence": ["lib/http/ask", "lib/json", "lib/files/magic-numbers", "lib/files/skip-prolog"],
  "lib/http": ["lib/env", "lib/audit", "lib/session", "lib/provider", "lib/database/once"],
  "lib/session": [...server, "lib/audit", "lib/database", "lib/provider"],
  "lib/database": server,
  "lib/audit": [...server, "lib/database", "lib/session"],
  "lib/provider": server,
  "lib/signature-request": [...server, "lib/provider"],
  "lib/status": [...server, "lib/provider", "lib/json", "lib/database"],
  "lib/record": [...server, "lib/provider", "lib/json"],
  "lib/files": [...server, "lib/provider", "lib/json"],
  "lib/token": [...server, "lib/provider", "lib/database", "lib/json", "lib/audit"],
  "lib/agreement": [
    "lib/json",
    "lib/record",
    "lib/files",
    "lib/token",
    "lib/status",
    "lib/signature-request",
    "lib/http/ask",
    "lib/evidence",
  ],
  "lib/diagnostics": [...server, "lib/provider", "lib/token", "lib/database", "lib/audit"],
};

/** Only these files of a feature ask the provider. */
const asksProvider =
  /^(lib\/(provider|http|diagnostics)\/|lib\/[a-z-]+\/([a-z-]*gateway|trust[a-z-]*|fetch-[a-z-]+)\.ts$|app\/)/;

/** What a browser must never be sent. */
const serverOnly = /^lib\/(env(\.ts|\/)|provider\/|database\/)|\/(gateway|store)\.ts$/;

type Import = { target: string; typeOnly: boolean };

const files = globSync("{app,components,lib}/**/*.{ts,tsx,mjs}")
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/\.test\.ts$|\.d\.ts$/.test(path));
const known = new Set(files);

/** `lib/record/query` → the file of that name. */
function findFile(path: string): string {
  return [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`].find((candidate) => known.has(candidate)) ?? path;
}

/** Imports, re-exports, `import()` and workers of ours; packages are left out. */
function readImports(path: string): Import[] {
  const text = readFileSync(path, "utf8");
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"|new URL\(\s*"(\.[^"]+)"|(?:^|\n)import\s+"([^"]+)"/g;
  const found: Import[] = [];
  for (const [, typeOnly, from, dynamic, url, bare] of text.matchAll(pattern)) {
    const specifier = from ?? dynamic ?? url ?? bare ?? "";
    if (specifier.startsWith("#")) found.push({ target: findFile(specifier.slice(1)), typeOnly: Boolean(typeOnly) });
    else if (specifier.startsWith(".")) {
      found.push({ target: findFile(join(dirname(path), specifier)), typeOnly: Boolean(typeOnly) });
    }
  }
  return found;
}

const imports = new Map(files.map((path) => [path, readImports(path)]));

function roomOf(path: string): string {
  if (path.startsWith("app/")) return path.startsWith("app/api/") ? "app/api" : "app";
  return path
    .split("/")
    .slice(0, 2)
    .join("/")
    .replace(/\.\w+$/, "");
}

/** Everything that code sent to a browser brings along: from each `"use client"` file and each worker. */
function reachFromBrowser(): Map<string, string> {
  const entries = files.filter(
    (path) => readFileSync(path, "utf8").startsWith('"use client"') || /(^|\/|-)worker\.ts$/.test(path),
  );
  const cameFrom = new Map(entries.map((path) => [path, path]));
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { target, typeOnly } of imports.get(path) ?? []) {
      if (typeOnly || cameFrom.has(target)) continue;
      cameFrom.set(target, path);
      open.push(target);
    }
  }
  return cameFrom;
}

describe("rooms", () => {
  it("import only what the table lets them", () => {
    const trespasses: string[] = [];
    for (const [path, found] of imports) {
      const room = roomOf(path);
      const allowed = [room, ...everywhere, ...(rooms[room] ?? [])];
      for (const { target } of found) {
        const plain = target.replace(/\.\w+$/, "");
        if (
          /^(app|components|lib)\//.test(plain) &&
          !allowed.some((name) => plain === name || plain.startsWith(`${name}/`))
        ) {
          trespasses.push(`${path} imports ${target}`);
        }
      }
    }
    expect(trespasses).toEqual([]);
  });

  it("stand in the table, each of them", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in rooms))).toEqual([]);
  });

  it("ask the provider only through gateways", () => {
    const asking = [...imports].filter(([path, found]) => {
      const reaches = found.some(({ target, typeOnly }) => !typeOnly && target.startsWith("lib/provider/"));
      return reaches && !asksProvider.test(path);
    });
    expect(asking.map(([path]) => path)).toEqual([]);
  });
});

describe("the browser", () => {
  it("is never sent a gateway, a store, the provider, the database or the environment", () => {
    const reach = reachFromBrowser();
    const sent = [...reach].filter(([path]) => serverOnly.test(path) || isServerFile(path));
    expect(sent.map(([path, from]) => `${path}, by ${from}`)).toEqual([]);
  });
});

function isServerFile(path: string): boolean {
  return known.has(path) && readFileSync(path, "utf8").startsWith('import "server-only"');
}

describe("line 1", () => {
  it("of every gateway, store and provider file says that it is a server file", () => {
    const server = files.filter((path) => /^lib\/(.*\/(gateway|store)\.ts$|provider\/client\.ts$)/.test(path));
    expect(server.filter((path) => !isServerFile(path))).toEqual([]);
  });
});
