import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { personalDataKinds } from "./policy.ts";

/** Routes without a policy, with the reason. */
const open: Record<string, string> = {
  "[...unknown]": "no route",
  "auth/[...nextauth]": "next-auth's protocol",
  "auth/backchannel-logout": "signed by the identity provider",
  "csp-reports": "counts reports of browsers",
  "health/live": "no session",
  "health/ready": "no session",
  "log-key": "the public key of the log",
  metrics: "counts only, by a token of its own",
};

/** Personal data that each route states. A new route is added here, with the limits and the purpose that it needs. */
const evidence = "signature-requests/[srId]/evidence/[evidenceId]";
const stated: Record<
  string,
  keyof typeof personalDataKinds | "none none" | "decisions request" | "decisions decisions"
> = {
  audit: "log",
  "audit/checkpoint": "log",
  "audit/consistency": "log",
  "audit/entries/[number]/proof": "log",
  "audit/export": "whole_log",
  "audit/holds": "log",
  "audit/holds/[id]/release": "log",
  "audit/keys": "log",
  "audit/print": "log",
  "audit/verification": "whole_log",
  batches: "none",
  "diagnostics/connection": "shapes",
  "diagnostics/first-contact": "shapes",
  "diagnostics/paths": "shapes",
  "diagnostics/status-words": "none",
  "diagnostics/trusted-keys": "none",
  "dossier-batches": "decisions decisions",
  "dossier-batches/[batch]/answer": "decisions",
  "dossier-verifier/[kind]": "none",
  passkeys: "none none",
  "passkeys/[passkeyId]": "none",
  "passkeys/challenge": "none",
  preferences: "none none",
  purpose: "none",
  recent: "own_accesses",
  "releases/[requestId]": "own_accesses",
  sessions: "own_accesses",
  "sessions/[sessionId]": "none",
  "signature-requests": "requests",
  "signature-requests/[srId]": "request",
  "signature-requests/[srId]/purpose": "none",
  "signature-requests/[srId]/report": "request",
  [`${evidence}/compare`]: "request",
  views: "none none",
  "views/[view]": "requests",
  [`${evidence}/conclusion`]: "none",
  [`${evidence}/decisions`]: "decisions request",
  [`${evidence}/decisions/challenge`]: "request",
  [`${evidence}/dossiers`]: "request",
  [`${evidence}/dossiers/parts`]: "request",
  [`${evidence}/files`]: "request",
  [`${evidence}/history`]: "request",
  [`${evidence}/print`]: "request",
  [`${evidence}/record`]: "request",
  [`${evidence}/status`]: "request",
  [`${evidence}/token`]: "request",
  [`${evidence}/token/verdict`]: "request",
};

const routes = globSync("app/api/**/route.ts").map((path) => path.replaceAll("\\", "/"));

it("every route of the API states its personal data", () => {
  const found = routes.flatMap((path) => {
    const name = path.replace("app/api/", "").replace("/route.ts", "");
    if (name in open) return [];
    const source = readFileSync(path, "utf8");
    const kinds = [...source.matchAll(/\bpersonalData: "(\w+)"/g)].map(([, kind]) => kind);
    return [...source.matchAll(/\bprotectedRoute\(/g)].length === kinds.length
      ? [[name, kinds.join(" ")]]
      : [[name, null]];
  });
  expect(Object.fromEntries(found)).toEqual(stated);
  expect(Object.keys(open).filter((name) => !routes.includes(`app/api/${name}/route.ts`))).toEqual([]);
});

it("only routes without personal data are not limited", () => {
  const unlimited = Object.entries(personalDataKinds).filter(([, { limit }]) => limit === null);
  expect(unlimited.map(([kind]) => kind)).toEqual(["none"]);
});
