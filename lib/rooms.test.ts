import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Allowed imports between rooms. A room is a folder or single file directly under `lib/`, `lib/formats/` or `components/`; `app` is the
 * pages, `app/api` the route handlers, `server` the HTTP server around Next. Every room may import itself and the base rooms.
 */
const baseRooms = ["lib/paths", "lib/problem", "lib/person", "lib/runtime", "lib/bytes", "lib/i18n"];

/** Room → what it imports beyond itself and the base rooms. An import that is not listed fails, and so does a row that is not used. */
const rooms: Record<string, readonly string[]> = {
  app: [
    "components/audit",
    "components/batch",
    "components/decision",
    "components/diagnostics",
    "components/dossiers",
    "components/evidence",
    "components/files",
    "components/home",
    "components/overview",
    "components/passkey",
    "components/purpose",
    "components/queue",
    "components/record",
    "components/saved-views",
    "components/search",
    "components/session",
    "components/shell",
    "components/signature-request",
    "components/status",
    "components/token",
    "lib/audit",
    "lib/diagnostics",
    "lib/env",
    "lib/files",
    "lib/provider",
    "lib/purpose",
    "lib/saved-views",
    "lib/search",
    "lib/session",
  ],
  "app/api": [
    "lib/audit",
    "lib/compare",
    "lib/decision",
    "lib/diagnostics",
    "lib/dossier",
    "lib/env",
    "lib/files",
    "lib/http",
    "lib/observability",
    "lib/passkey",
    "lib/provider",
    "lib/purpose",
    "lib/queue",
    "lib/record",
    "lib/release",
    "lib/report",
    "lib/route",
    "lib/saved-views",
    "lib/session",
    "lib/signature-request",
    "lib/status",
    "lib/token",
    "lib/transparency-log",
    "lib/trusted-keys",
  ],
  "components/agreement": ["components/evidence", "components/ui", "lib/agreement", "lib/evidence"],
  "components/audit": [
    "components/evidence",
    "components/purpose",
    "components/report",
    "components/ui",
    "lib/api-client",
    "lib/audit",
    "lib/report",
  ],
  "components/batch": [
    "components/evidence",
    "components/overview",
    "components/ui",
    "lib/api-client",
    "lib/decision",
    "lib/evidence",
    "lib/purpose",
    "lib/queue",
    "lib/signature-request",
  ],
  "components/compare": ["components/ui", "lib/compare", "lib/formats/picture"],
  "components/decision": ["components/evidence", "components/ui", "lib/api-client", "lib/decision"],
  "components/diagnostics": ["components/ui", "lib/api-client", "lib/diagnostics"],
  "components/dossier": ["components/ui", "lib/api-client", "lib/dossier"],
  "components/dossiers": [
    "components/dossier",
    "components/evidence",
    "components/overview",
    "components/purpose",
    "components/ui",
    "lib/api-client",
    "lib/dossier",
    "lib/purpose",
    "lib/queue",
  ],
  "components/evidence": [
    "components/json-viewer",
    "components/ui",
    "lib/api-client",
    "lib/evidence",
    "lib/queue",
    "lib/signature-request",
  ],
  "components/files": [
    "components/evidence",
    "components/json-viewer",
    "components/ui",
    "lib/evidence",
    "lib/files",
    "lib/formats/film",
    "lib/formats/media",
    "lib/formats/mrtd",
    "lib/formats/pdf",
    "lib/formats/picture",
    "lib/formats/text",
    "lib/formats/x509",
    "lib/formats/zip",
  ],
  "components/home": ["components/saved-views", "components/search"],
  "components/json-viewer": ["components/ui", "lib/formats/json", "lib/formats/pdf", "lib/json-viewer"],
  "components/overview": [
    "components/agreement",
    "components/compare",
    "components/decision",
    "components/dossier",
    "components/evidence",
    "components/files",
    "components/json-viewer",
    "components/passkey",
    "components/purpose",
    "components/report",
    "components/status",
    "components/ui",
    "lib/agreement",
    "lib/api-client",
    "lib/audit",
    "lib/compare",
    "lib/decision",
    "lib/dossier",
    "lib/evidence",
    "lib/files",
    "lib/formats/media",
    "lib/formats/zip",
    "lib/overview",
    "lib/queue",
    "lib/report",
    "lib/saved-views",
    "lib/signature-request",
    "lib/status",
    "lib/token",
  ],
  "components/passkey": ["components/ui", "lib/api-client", "lib/passkey"],
  "components/purpose": ["components/ui", "lib/api-client", "lib/purpose", "lib/queue"],
  "components/queue": ["components/evidence", "components/ui", "lib/queue"],
  "components/record": [
    "components/evidence",
    "components/json-viewer",
    "components/ui",
    "lib/evidence",
    "lib/formats/json",
    "lib/json-viewer",
    "lib/record",
  ],
  "components/saved-views": [
    "components/evidence",
    "components/overview",
    "components/ui",
    "lib/api-client",
    "lib/audit",
    "lib/queue",
    "lib/saved-views",
    "lib/search",
    "lib/signature-request",
    "lib/status",
  ],
  "components/report": ["components/ui", "lib/api-client", "lib/report"],
  "components/search": [
    "components/evidence",
    "components/ui",
    "lib/api-client",
    "lib/queue",
    "lib/search",
    "lib/signature-request",
  ],
  "components/session": ["components/ui", "lib/api-client", "lib/session"],
  "components/shell": ["components/search", "components/ui", "lib/audit"],
  "components/signature-request": [
    "components/evidence",
    "components/ui",
    "lib/api-client",
    "lib/signature-request",
    "lib/status",
  ],
  "components/status": [
    "components/evidence",
    "components/json-viewer",
    "components/ui",
    "lib/api-client",
    "lib/evidence",
    "lib/status",
  ],
  "components/token": [
    "components/evidence",
    "components/json-viewer",
    "components/ui",
    "lib/api-client",
    "lib/evidence",
    "lib/formats/x509",
    "lib/token",
    "lib/trusted-keys",
  ],
  "components/ui": [],
  "lib/agreement": [
    "lib/evidence",
    "lib/formats/json",
    "lib/formats/mrtd",
    "lib/signature-request",
    "lib/status",
    "lib/token",
  ],
  "lib/api-client": [],
  "lib/audit": ["lib/api-client", "lib/database", "lib/env", "lib/transparency-log"],
  "lib/bytes": [],
  "lib/compare": ["lib/api-client"],
  "lib/database": ["lib/env"],
  "lib/decision": [
    "lib/agreement",
    "lib/api-client",
    "lib/audit",
    "lib/compare",
    "lib/database",
    "lib/env",
    "lib/passkey",
    "lib/saved-views",
    "lib/status",
    "lib/trusted-keys",
  ],
  "lib/diagnostics": [
    "lib/api-client",
    "lib/audit",
    "lib/database",
    "lib/env",
    "lib/http",
    "lib/provider",
    "lib/trusted-keys",
    "lib/upstream",
  ],
  "lib/env": [],
  "lib/evidence": ["lib/api-client", "lib/formats/media"],
  "lib/dossier": [
    "lib/api-client",
    "lib/audit",
    "lib/database",
    "lib/decision",
    "lib/env",
    "lib/formats/x509",
    "lib/formats/zip",
    "lib/rate-limit",
    "lib/signature-request",
    "lib/status",
    "lib/token",
    "lib/transparency-log",
    "lib/trusted-keys",
    "lib/upstream",
  ],
  "lib/files": ["lib/formats/media", "lib/formats/mrtd", "lib/formats/zip", "lib/provider"],
  "lib/formats/film": ["lib/formats/media"],
  "lib/formats/json": [],
  "lib/formats/media": ["lib/formats/text"],
  "lib/formats/mrtd": ["lib/formats/x509"],
  "lib/formats/pdf": ["lib/formats/media"],
  "lib/formats/picture": ["lib/formats/media"],
  "lib/formats/text": [],
  "lib/formats/x509": [],
  "lib/formats/zip": [],
  "lib/http": ["lib/env"],
  "lib/i18n": [],
  "lib/json-viewer": ["lib/formats/json"],
  "lib/observability": ["lib/env", "lib/http"],
  "lib/overview": [
    "lib/agreement",
    "lib/evidence",
    "lib/files",
    "lib/formats/media",
    "lib/formats/zip",
    "lib/status",
    "lib/token",
  ],
  "lib/passkey": ["lib/api-client", "lib/audit", "lib/database", "lib/env", "lib/session"],
  "lib/paths": [],
  "lib/person": [],
  "lib/problem": [],
  "lib/provider": ["lib/env", "lib/upstream"],
  "lib/purpose": ["lib/api-client", "lib/database", "lib/env", "lib/session"],
  "lib/queue": ["lib/agreement", "lib/api-client", "lib/signature-request"],
  "lib/rate-limit": ["lib/audit", "lib/database", "lib/env"],
  "lib/record": ["lib/formats/json", "lib/json-viewer", "lib/provider"],
  "lib/release": ["lib/env", "lib/http", "lib/observability", "lib/provider", "lib/upstream"],
  "lib/report": [
    "lib/agreement",
    "lib/api-client",
    "lib/audit",
    "lib/decision",
    "lib/signature-request",
    "lib/status",
    "lib/token",
  ],
  "lib/route": [
    "lib/audit",
    "lib/env",
    "lib/http",
    "lib/observability",
    "lib/purpose",
    "lib/rate-limit",
    "lib/release",
    "lib/saved-views",
    "lib/session",
  ],
  "lib/runtime": [],
  "lib/saved-views": [
    "lib/agreement",
    "lib/api-client",
    "lib/audit",
    "lib/database",
    "lib/env",
    "lib/observability",
    "lib/rate-limit",
    "lib/signature-request",
    "lib/status",
  ],
  "lib/search": [],
  "lib/session": [
    "lib/api-client",
    "lib/audit",
    "lib/database",
    "lib/env",
    "lib/http",
    "lib/observability",
    "lib/rate-limit",
    "lib/upstream",
  ],
  "lib/signature-request": ["lib/api-client", "lib/env", "lib/provider", "lib/upstream"],
  "lib/status": ["lib/api-client", "lib/database", "lib/env", "lib/formats/json", "lib/observability", "lib/provider"],
  "lib/token": ["lib/api-client", "lib/env", "lib/formats/x509", "lib/provider", "lib/trusted-keys"],
  "lib/transparency-log": ["lib/database", "lib/env"],
  "lib/trusted-keys": ["lib/api-client", "lib/audit", "lib/database", "lib/env", "lib/formats/x509", "lib/upstream"],
  "lib/upstream": ["lib/env"],
  server: ["lib/audit", "lib/env", "lib/http"],
};

/** Only these files of a feature send requests to the provider. */
const callsProvider =
  /^(lib\/(provider|route|release|diagnostics)\/|lib\/[a-z-]+\/([a-z-]*gateway|trusted-keys|[a-z-]*source|fetch-[a-z-]+)\.ts$|app\/)/;

/** What a browser must never be sent. */
const serverOnly = /^lib\/(env(\.ts|\/)|upstream\/|provider\/|database\/)|\/(gateway|store)\.ts$/;

type Import = { target: string; typeOnly: boolean };

const files = globSync("{app,components,lib,server}/**/*.{ts,tsx,mjs}")
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/\.test\.ts$|\.fixture\.ts$|\.d\.ts$/.test(path));
const known = new Set(files);

/** `lib/record/query` → the file of that name. */
function findFile(path: string): string {
  return [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`].find((candidate) => known.has(candidate)) ?? path;
}

/** Imports, re-exports, `import()` and workers of this project; packages are left out. */
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
  const [top = "", second = "", third = ""] = path.split("/");
  if (top === "server") return top;
  return (second === "formats" ? `${top}/${second}/${third}` : `${top}/${second}`).replace(/\.\w+$/, "");
}

/** Rooms that a room imports, itself left out. */
const importedRooms = new Map<string, Set<string>>();
for (const [path, found] of imports) {
  const own = importedRooms.get(roomOf(path)) ?? new Set<string>();
  for (const { target } of found) if (known.has(target) && roomOf(target) !== roomOf(path)) own.add(roomOf(target));
  importedRooms.set(roomOf(path), own);
}

/** The nodes of each circle of a graph (Tarjan's strongly connected components of more than one node). */
function findCircles(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.get(node) ?? 0);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== order.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle);
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
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
  it("import only what the table allows", () => {
    const violations = [...imports].flatMap(([path, found]) => {
      const allowed = [roomOf(path), ...baseRooms, ...(rooms[roomOf(path)] ?? [])];
      return found
        .filter(({ target }) => known.has(target) && !allowed.some((name) => isIn(roomOf(target), name)))
        .map(({ target }) => `${path} imports ${target}`);
    });
    expect(violations).toEqual([]);
  });

  it("are all listed in the table", () => {
    const found = new Set(files.map(roomOf));
    expect([...found].filter((room) => !(room in rooms))).toEqual([]);
    expect(Object.keys(rooms).filter((room) => !found.has(room))).toEqual([]);
  });

  it("use every import that the table allows", () => {
    const unused = Object.entries(rooms).flatMap(([room, allowed]) =>
      allowed
        .filter((name) => ![...(importedRooms.get(room) ?? [])].some((imported) => isIn(imported, name)))
        .map((name) => `${room} does not import ${name}`),
    );
    expect(unused).toEqual([]);
  });

  it("form no circle, and neither do their files", () => {
    expect(findCircles(importedRooms)).toEqual([]);
    const byFile = new Map([...imports].map(([path, found]) => [path, found.map(({ target }) => target)]));
    expect(findCircles(byFile)).toEqual([]);
    expect(
      findCircles(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["a"]],
          ["d", ["a"]],
        ]),
      ),
    ).toEqual([["a", "b", "c"]]);
  });

  it("send requests to the provider only through gateways", () => {
    const calling = [...imports].filter(([path, found]) => {
      const reaches = found.some(({ target, typeOnly }) => !typeOnly && target.startsWith("lib/provider/"));
      return reaches && !callsProvider.test(path);
    });
    expect(calling.map(([path]) => path)).toEqual([]);
  });
});

describe("the browser", () => {
  it("is never sent a gateway, a store, the provider, the database or the environment", () => {
    const reach = reachFromBrowser();
    const sent = [...reach].filter(([path]) => serverOnly.test(path) || isServerFile(path));
    expect(sent.map(([path, from]) => `${path}, by ${from}`)).toEqual([]);
  });

  it("is never sent a module of Node.js", () => {
    const readHead = (path: string) => readFileSync(path, "utf8").split("\n\n", 2).join("\n");
    const sent = [...reachFromBrowser()].filter(([path]) => /^import [^;]*from "node:/m.test(readHead(path)));
    expect(sent.map(([path, from]) => `${path}, by ${from}`)).toEqual([]);
  });
});

/** True for a room, and for rooms in a folder of rooms. */
const isIn = (room: string, name: string) => room === name || room.startsWith(`${name}/`);

function isServerFile(path: string): boolean {
  return known.has(path) && readFileSync(path, "utf8").startsWith('import "server-only"');
}

describe("line 1", () => {
  it("of every gateway, store and provider file says that it is a server file", () => {
    const server = files.filter((path) => /^lib\/(.*\/(gateway|store)\.ts$|provider\/client\.ts$)/.test(path));
    expect(server.filter((path) => !isServerFile(path))).toEqual([]);
  });
});
