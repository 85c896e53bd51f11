import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** A response has one schema: the route encodes with it, and the page parses with it. Checked in the source text. */

/** Routes without a separate response schema, with the reason. */
const otherRoutes: Record<string, string> = {
  "[...unknown]": "responds with problem details only",
  "audit/checkpoint": "responds with a signed note, as text",
  "audit/consistency": "responds with a proof, as text",
  "audit/export": "streams the export",
  "auth/[...nextauth]": "responds through lib/session/handle-auth",
  "auth/backchannel-logout": "responds with 200 and no body",
  "csp-reports": "responds with 204 and no body",
  "dossier-verifier/[kind]": "a fixed file of the release",
  "health/live": "responds through lib/diagnostics/health",
  "health/ready": "responds through lib/diagnostics/health",
  "log-key": "responds with the verifier key, as text",
  metrics: "responds with Prometheus text",
  "signature-requests/[srId]/evidence/[evidenceId]/files": "the provider's bytes",
  "signature-requests/[srId]/evidence/[evidenceId]/record": "the provider's bytes",
  "signature-requests/[srId]/evidence/[evidenceId]/token": "the provider's bytes",
  "passkeys/[passkeyId]": "responds with 204 and no body",
  "sessions/[sessionId]": "responds with 204 and no body",
  "signature-requests/[srId]/report": "the provider's bytes",
};

/** Schemas of one side only, with the reason. */
const oneSided: Record<string, string> = {
  holdSchema: "for scripts; no page writes holds yet",
  holdReleaseSchema: "for scripts; no page writes holds yet",
  keysFileSchema: "for scripts and third parties; no page reads it",
  healthSchema: "for load balancers; no page reads it",
  providersSchema: "for clients of next-auth's protocol; no page reads it",
  csrfSchema: "next-auth responds",
  signatureRequestPageSchema: "for scripts; the list page reads views",
};

const withoutComments = (source: string) => source.replaceAll(/\/\*[\s\S]*?\*\//g, "");
const read = (path: string) => readFileSync(path, "utf8");
const list = (pattern: string) =>
  globSync(pattern)
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.(test|fixture)\.tsx?$/.test(path));

const routes = list("app/api/**/route.ts");
const server = list("{app,lib}/**/*.{ts,tsx}").filter(
  (path) => path.startsWith("app/api/") || read(path).startsWith('import "server-only"'),
);
const browser = list("{components,lib}/**/*.{ts,tsx}").filter((path) => !server.includes(path));
const nameOf = (route: string) => route.slice("app/api/".length, -"/route.ts".length);

/** Schemas that are named after `call(`, with the file. */
function usesOf(paths: readonly string[], call: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) for (const [, schema = ""] of read(path).matchAll(call)) found.set(schema, path);
  return found;
}

const encoded = usesOf(server, /\b(?:jsonResponse|encodeJson)\(\s*(\w+)/g);
const parsed = usesOf(browser, /\bfetchJson(?:WithHeaders)?\(\s*[^;]*?,\s*(\w+Schema)\b/g);

describe("routes", () => {
  it("encode their JSON with a schema", () => {
    const without = routes.filter((path) => !/\b(?:jsonResponse|encodeJson)\(\s*\w+Schema,/.test(read(path)));
    expect(without.map(nameOf).sort()).toEqual(Object.keys(otherRoutes).sort());
  });

  it("encode no JSON themselves", () => {
    const encoding = routes.filter((path) => /Response\.json\(|JSON\.stringify\(/.test(read(path)));
    expect(encoding).toEqual([]);
  });
});

describe("a schema of a response", () => {
  it("stands in the schema.ts of its feature", () => {
    const all = new Set([...encoded.keys(), ...parsed.keys()]);
    // Schemas of the dossier's files are in the room's own file, which verify.html bundles.
    const files = [...list("lib/*/schema.ts"), ...list("lib/dossier/making/schema.ts")];
    const elsewhere = [...all].filter(
      (schema) => files.filter((path) => read(path).includes(`export const ${schema} =`)).length !== 1,
    );
    expect(elsewhere).toEqual([]);
    expect(all.size).toBeGreaterThan(15);
  });

  it("is used by both sides", () => {
    const lonely = [...encoded.keys(), ...parsed.keys()].filter(
      (schema) => !(encoded.has(schema) && parsed.has(schema)),
    );
    expect([...new Set(lonely)].sort()).toEqual(Object.keys(oneSided).sort());
  });
});

/** Files of the browser that may call `fetch`, with the reason. */
const fetching: Record<string, string> = {
  "lib/api-client.ts": "calls our API",
  "lib/formats/pdf/open-pdf.ts": "loads static files of pdf.js",
  "lib/runtime/early-calls.ts": "starts calls whose responses lib/api-client takes",
  "lib/report/pdf/load-fonts.ts": "fonts of the report, from our own origin",
  "lib/formats/zip/libarchive-entry.ts": "the program of a decoder, from our own origin",
};

describe("code of the browser", () => {
  it("reads responses through lib/api-client only", () => {
    const reading = browser.filter((path) => /\.json\(\)|(?<!async )(?<![#.\w])fetch\(/.test(read(path)));
    expect(reading.sort()).toEqual(Object.keys(fetching).sort());
  });

  it("names no type for a response that the schema does not infer", () => {
    const typing = browser.filter((path) => /\bfetchJson(?:WithHeaders)?<(?!Schema extends)/.test(read(path)));
    expect(typing).toEqual([]);
    const casting = browser.filter((path) => /\bfetchJson\w*\([^;]*?\)\)? as /.test(read(path)));
    expect(casting).toEqual([]);
    const parsing = ["lib/api-client.ts", ...list("lib/*/*query.ts")];
    expect(parsing.filter((path) => / as (?:[A-Z]|Partial|\{)/.test(withoutComments(read(path))))).toEqual([]);
  });
});
