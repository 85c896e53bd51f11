import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apiPaths, canonicalId, canonicalPath, parameters, parseIdSegment, paths, withParameters } from "./paths.ts";

describe("addresses", () => {
  it("append parameters, encoded, to a path with or without some", () => {
    expect(withParameters("/x", {})).toBe("/x");
    expect(withParameters("/x", { ticket: "a b&c" })).toBe("/x?ticket=a+b%26c");
    expect(withParameters("/x?ticket=a", new URLSearchParams({ file: "3" }))).toBe("/x?ticket=a&file=3");
  });

  it("have a parameter only for a value", () => {
    expect([paths.signIn(), paths.signIn("/audit?a=b c"), paths.signInError("OAuthCallback")]).toEqual([
      "/sign-in",
      "/sign-in?returnTo=%2Faudit%3Fa%3Db%20c",
      "/sign-in?error=OAuthCallback",
    ]);
    expect(paths.evidenceFile("a", "e", 3)).toBe("/signature-requests/a/evidence/e/files?file=3");
    expect(apiPaths.signatureRequests()).toBe("/api/signature-requests");
    expect(apiPaths.signatureRequests({ search: "", status: "", page: 1 })).toBe("/api/signature-requests");
    expect(apiPaths.signatureRequests({ search: "Zoë", status: "OPEN", page: 2 })).toBe(
      "/api/signature-requests?search=Zo%C3%AB&status=OPEN&page=2",
    );
    expect([apiPaths.purpose("a"), apiPaths.purpose(null)]).toEqual([
      "/api/signature-requests/a/purpose",
      "/api/purpose",
    ]);
    expect([apiPaths.history("a", "e"), apiPaths.history("a", "e", 7)]).toEqual([
      "/api/signature-requests/a/evidence/e/history",
      "/api/signature-requests/a/evidence/e/history?before=7",
    ]);
    expect(apiPaths.auditExport("csv", new URLSearchParams({ ticket: "T" }))).toBe(
      "/api/audit/export?ticket=T&format=csv",
    );
  });
});

const upper = "AD8CE78B-4C1F-4E0A-9B57-2D6F01C5EF70";
const lower = upper.toLowerCase();

describe("an ID", () => {
  it.each([
    [upper, lower],
    ["Ad8ce78B-4c1f-4e0a-9b57-2d6f01c5EF70", lower],
    [lower, lower],
    ["TX-88213-Ab", "TX-88213-Ab"],
    [upper.replaceAll("-", ""), upper.replaceAll("-", "")],
    [`${upper}.`, `${upper}.`],
    [`${upper}\n`, `${upper}\n`],
    [`{${upper}}`, `{${upper}}`],
  ])("%j has the canonical form %j", (id, canonical) => {
    expect(canonicalId(id)).toBe(canonical);
    expect(canonicalId(canonical)).toBe(canonical);
  });

  it.each([
    [upper.replaceAll("-", "%2D"), lower],
    ["sr%2d1", "sr-1"],
    ["a%20b", null],
    ["..", null],
    ["%2e%2e", null],
    ["%ff", null],
    ["%", null],
    ["a%252Db", null],
  ])("is read from the segment %j: %j", (segment, id) => {
    expect(parseIdSegment(segment)).toBe(id);
  });
});

describe("the canonical path", () => {
  it.each([
    [`/signature-requests/${upper}`, `/signature-requests/${lower}`],
    [`/signature-requests/${lower}/evidence/${upper}/token`, `/signature-requests/${lower}/evidence/${lower}/token`],
    [`/signature-requests/sr%2D1/evidence/E-1`, "/signature-requests/sr-1/evidence/E-1"],
    [`/r/${upper}/${upper}`, `/r/${lower}/${lower}`],
    [`/signature-requests/${lower}`, null],
    ["/signature-requests/SR-1", null],
    ["/signature-requests/a%2F..", null],
    ["/signature-requests", null],
    [`/other/${upper}`, null],
    [`//evil.example/${upper}`, null],
  ])("of %s is %s", (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });
});

/** Files that may spell addresses, with the reason. */
const exceptions: Record<string, string> = {
  "lib/paths.ts": "spells our addresses",
  "proxy.ts": "Next reads the matcher from the source text",
  "next.config.mjs": "plain JavaScript, which cannot import TypeScript on every supported version of Node",
  "lib/provider/urls.ts": "the provider's addresses",
  "lib/diagnostics/candidate-paths.ts": "the provider's addresses",
  "lib/env/schema.ts": "the provider's addresses",
  "lib/env/fault.ts": "the provider's addresses",
};

const files = globSync("{{app,components,lib,server}/**/*,*}.{ts,tsx,mjs,mts}")
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/\.(test|fixture|d)\.m?ts$/.test(path));

/** Source without comments. A `//` inside a text cuts the rest of its line, after the start of the text. */
const sourceOf = (path: string) =>
  readFileSync(path, "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/(^|\s)\/\/ .*$/gm, "");

const names = Object.values(parameters).join("|");

/** Addresses in a text, a template or a pattern; parameters in an address, or read from one by a literal name. */
const spellings = [
  /["'`}](?:https?:\/\/[^"'`]*)?\/(?:api|signature-requests|sign-in|audit|diagnostics|r)(?=[/?#"'`$:])/,
  /(?:\\\/\(?(?:\?:)?|\/\((?:\?:)?|\(\?!)(?:[a-z-]+\|)*(?:api|signature-requests|sign-in)(?=[|/)$"'`\\])/,
  new RegExp(`["'\`}][^"'\`\\s]*[?&](?:${names})=`),
  new RegExp(`[sS]earchParams\\b[^;\\n]*\\.(?:get|set|has|delete)\\(["'\`](?:${names})["'\`]`),
];

const spells = (source: string) => spellings.some((spelling) => spelling.test(source));

describe("source files", () => {
  it("spell no address or parameter", () => {
    const spelling = files.filter((path) => !(path in exceptions) && spells(sourceOf(path)));
    expect(spelling).toEqual([]);
  });

  it("are excepted only while they need it", () => {
    const needless = Object.keys(exceptions).filter((path) => !files.includes(path) || !spells(sourceOf(path)));
    expect(needless).toEqual([]);
  });

  it.each([
    'fetch("/api/auth/session")',
    "`#{origin}/api/recent`",
    'redirect("/audit")',
    "`/r/#{srId}`",
    "`/signature-requests/#{srId}/evidence`",
    "/^\\/(api|sign-in|_next)(\\/|$)/",
    'new RegExp("/(?:signature-requests|view)/")',
    "`#{path}?page=1`",
    "`#{path}&node=#{node}`",
    'url.searchParams.get("ticket")',
  ])("are found when they do: %s", (source) => {
    expect(spells(source.replaceAll("#{", "${"))).toBe(true);
  });

  it.each(['import x from "#lib/audit/query"', '"#components/diagnostics/id-field"', '"/management/health"', '"?u="'])(
    "are not found for %s",
    (source) => {
      expect(spells(source)).toBe(false);
    },
  );
});
