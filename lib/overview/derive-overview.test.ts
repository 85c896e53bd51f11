import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { agreement, claim, statement } from "#lib/agreement/agreement.fixture";
import type { BodyKind } from "#lib/evidence/body/nature";
import { locales } from "#lib/i18n/locales";
import { formatMessage, type Message } from "#lib/i18n/message";
import { readNestedMessages } from "#lib/i18n/messages.fixture";
import type { ProblemCode } from "#lib/problem";
import type { IdentificationState } from "#lib/status/schema";
import type { VerdictName } from "#lib/token/schema";
import { archiveState, body, goodCase, response, unopenedCase, verdict } from "./case-state.fixture.ts";
import { deriveOverview } from "./derive-overview.ts";
import type { CaseState } from "./model.ts";

const { files: goodFiles, comparison: goodComparison } = goodCase();
const files = (more: Partial<CaseState["files"]>) => ({ files: { ...goodFiles, ...more } });
const comparison = (more: Partial<CaseState["comparison"]>) => ({ comparison: { ...goodComparison, ...more } });
const status = (more: Partial<CaseState["status"]>) => ({ status: { ...goodCase().status, ...more } });
const token = (state: CaseState["token"]["state"], cached: CaseState["token"]["cached"] = null) => ({
  token: { state, cached },
});
const changedToken = token("idle", { verdict: verdict(), earlierSha256: "ab" });
const ofVerdict = (name: VerdictName) =>
  token("idle", { verdict: verdict({ verdict: name, reason: "unknown_key" }), earlierSha256: null });
const keysOf = (state: CaseState) =>
  Object.values(deriveOverview(state).findings).map(({ tone, label }) => `${tone} ${label.key}`);

describe("an opened case", () => {
  it("is green where everything was checked and passed, and nothing is left to do", () => {
    const overview = deriveOverview(goodCase());
    expect(keysOf(goodCase())).toEqual([
      "proven status.states.completed",
      "proven token.verdicts.valid",
      "silent files.finding.whole",
      "proven overview.finding.agrees",
    ]);
    expect(overview).toMatchObject({ notOpened: [], failed: [], isChecking: false, canCheck: false, statusNote: null });
    expect(overview.conclusion).toMatchObject({ code: "consistent", tone: "proven" });
  });

  it.each<[string, Partial<CaseState>, string]>([
    ["a failed identification", status({ response: response({ state: "failed" }) }), "failed"],
    ["an invalid token", ofVerdict("invalid"), "token_invalid"],
    ["a token of an unknown key", ofVerdict("untrusted"), "token_unknown_key"],
    ["a damaged file", files({ facts: { files: [], damaged: 1, unread: 0, isListed: true } }), "archive_damaged"],
    [
      "an unlisted archive",
      files({ facts: { files: [], damaged: 0, unread: 0, isListed: false } }),
      "archive_unreadable",
    ],
    ["a difference", comparison({ agreement: agreement({ statements: [statement("differs")] }) }), "differs"],
    [
      "a different digest",
      comparison({ agreement: agreement({ digests: [claim("differs")] }) }),
      "signed_digest_differs",
    ],
    ["a comparison that failed", comparison({ agreement: null, failed: true }), "partly_checked"],
    ["an unread status", status({ response: null, problem: "provider_timeout" }), "not_asked"],
  ])("with %s has that conclusion", (_, more, code) => {
    expect(deriveOverview(goodCase(more)).conclusion.code).toBe(code);
  });

  it("names the setting that gave its completed state", () => {
    const bySetting = (state: IdentificationState) =>
      deriveOverview(goodCase(status({ response: response({ state, status: "OK", stateSource: "setting" }) })))
        .statusNote;
    expect(bySetting("completed")).toEqual({ key: "overview.reasons.completed_by_setting", values: { word: "OK" } });
    expect(bySetting("failed")).toBeNull();
  });
});

describe("a case that was not opened", () => {
  it("shows the identification and what to do for the rest", () => {
    const { findings, conclusion, canCheck, identified } = deriveOverview(unopenedCase());
    for (const name of ["token", "files", "agreement"] as const)
      expect(findings[name]).toEqual({
        tone: "silent",
        label: { key: "evidence.statements.notChecked" },
        detail: { key: `evidence.statements.${name}.open` },
      });
    expect(conclusion.code).toBe("not_checked");
    expect([canCheck, identified]).toEqual([true, null]);
  });
});

describe("what was not opened and what failed", () => {
  it.each<[string, Partial<CaseState>, string[], string[]]>([
    ["nothing opened", unopenedCase(), ["record", "files", "token"], []],
    ["the record alone", { ...unopenedCase(), record: "ready" }, ["files", "token"], []],
    ["a loading record", { record: "loading" }, ["record"], []],
    ["an archive that is being read", files({ facts: null }), ["files"], []],
    ["a loading archive", files({ phase: "loading", facts: null }), ["files"], []],
    ["a loading token", token("loading"), ["token"], []],
    ["a token that is fetched again", { token: { ...goodCase().token, state: "loading" } }, [], []],
    ["a changed token", changedToken, ["token"], []],
    ["a failed record", { record: "failed" }, [], ["record"]],
    ["a failed archive", files({ phase: "failed", facts: null }), [], ["files"]],
    ["a failed token", token("failed"), [], ["token"]],
    ["a failed request", { request: "failed" }, [], ["request"]],
    ["a loading request", { request: "loading" }, [], []],
    [
      "everything failed",
      { request: "failed", record: "failed", ...files({ phase: "failed", facts: null }), ...token("failed") },
      [],
      ["request", "record", "files", "token"],
    ],
  ])("of %s", (_, more, notOpened, failed) => {
    expect(deriveOverview(goodCase(more))).toMatchObject({ notOpened, failed });
  });
});

describe("a check", () => {
  it.each<[string, Partial<CaseState>]>([
    ["the record loads", { record: "loading" }],
    ["the archive loads", files({ phase: "loading", facts: null })],
    ["the archive is read", files({ facts: null })],
    ["the token loads", token("loading")],
    ["artefacts are compared", comparison({ isComparing: true })],
    ["the activity report loads", { report: { isLoading: true, signatures: null } }],
  ])("runs while %s, without a conclusion", (_, more) => {
    expect(deriveOverview(goodCase(more))).toMatchObject({
      isChecking: true,
      canCheck: false,
      conclusion: { code: "checking", tone: "silent" },
    });
  });

  it.each<[string, Partial<CaseState>]>([
    ["the status", status({ response: null })],
    ["the request", { request: "loading" }],
    ["the first comparison", comparison({ agreement: null })],
  ])("does not run while the conclusion waits for %s", (_, more) => {
    expect(deriveOverview(goodCase(more))).toMatchObject({ isChecking: false, conclusion: { code: "checking" } });
  });

  it("can start while something is not opened or failed, and none runs", () => {
    expect(deriveOverview(goodCase({ record: "idle" })).canCheck).toBe(true);
    expect(deriveOverview(goodCase({ record: "failed" })).canCheck).toBe(true);
    expect(deriveOverview(goodCase({ record: "failed", ...token("loading") })).canCheck).toBe(false);
  });
});

describe("the finding of the comparison", () => {
  it.each<[string, Partial<CaseState>]>([
    ["something is not opened", { record: "idle" }],
    ["something failed", files({ phase: "failed", facts: null })],
    ["the request failed", { request: "failed" }],
    ["the request loads", { request: "loading" }],
    ["artefacts are compared", comparison({ isComparing: true })],
  ])("is provisional while %s", (_, more) => {
    expect(deriveOverview(goodCase(more)).findings.agreement).toMatchObject({
      tone: "silent",
      label: { key: "overview.finding.partly" },
    });
  });

  it("stays grey without a valid token", () => {
    expect(deriveOverview(goodCase(ofVerdict("expired"))).findings.agreement).toMatchObject({
      tone: "silent",
      label: { key: "overview.finding.consistent" },
    });
  });
});

const states = ["completed", "failed", "expired", "in_review", "not_started", "started", "unknown"] as const;
const statuses: CaseState["status"][] = [
  ...states.map((state) => ({ response: response({ state }), body: null, problem: null })),
  { response: response(), body: body({ kind: "empty", detail: null }), problem: null },
  { response: response({ stateSource: "setting" }), body: null, problem: null },
  { response: response({ state: "unknown", unreadable: "not_json" }), body: null, problem: null },
  { response: null, body: null, problem: null },
  { response: null, body: null, problem: "not_found" satisfies ProblemCode },
];
const verdicts = ["undecodable", "invalid", "untrusted", "not_yet_valid", "expired", "unbound", "valid"] as const;
const tokens: CaseState["token"][] = [
  ...verdicts.map((name) => ofVerdict(name).token),
  changedToken.token,
  ...(["idle", "loading", "failed"] as const).map((state) => token(state).token),
];
const kinds: BodyKind[] = ["jwe", "html", "json", "pdf"];
const archives: CaseState["files"][] = [
  goodFiles,
  unopenedCase().files,
  files({ phase: "loading", body: null, facts: null }).files,
  files({ phase: "failed", body: null, facts: null }).files,
  files({ archiveState: archiveState({ checking: "running" }), facts: null }).files,
  files({ archiveState: archiveState({ tally: { ...goodFiles.archiveState.tally, damaged: 1 } }) }).files,
  files({ archiveState: archiveState({ head: { state: "none", anomalies: [] } as never }) }).files,
  ...kinds.map((kind) => files({ body: body({ kind, detail: null }, "text") }).files),
];
const comparisons: CaseState["comparison"][] = [
  goodComparison,
  { agreement: null, isComparing: false, failed: false },
  { agreement: null, isComparing: false, failed: true },
  ...["differs", "not_understood", "similar"].map(
    (outcome) => comparison({ agreement: agreement({ statements: [statement(outcome as "differs")] }) }).comparison,
  ),
  ...["differs", "missing", "unmatched"].map(
    (outcome) => comparison({ agreement: agreement({ digests: [claim(outcome as "differs")] }) }).comparison,
  ),
];

/** Each status, token, archive and comparison beside each other. */
function* allCases(): Generator<CaseState> {
  for (const status of statuses)
    for (const token of tokens)
      for (const files of archives)
        for (const comparison of comparisons) yield goodCase({ status, token, files, comparison });
}

describe("in every case", () => {
  it("green needs a completed identification, and a green conclusion also a valid token and nothing left to do", () => {
    for (const state of allCases()) {
      const { findings, conclusion, notOpened, failed, isChecking } = deriveOverview(state);
      const tones = [conclusion, ...Object.values(findings)].map(({ tone }) => tone);
      if (tones.includes("proven")) expect(state.status.response?.state).toBe("completed");
      if (conclusion.tone === "proven") {
        expect({ notOpened, failed, isChecking }).toEqual({ notOpened: [], failed: [], isChecking: false });
        expect(state.token.cached).toMatchObject({ verdict: { verdict: "valid" }, earlierSha256: null });
      }
      expect(findings.files.tone).not.toBe("proven");
    }
  });

  it("each text can be written in each language", () => {
    const messages = new Map<string, Message>();
    for (const state of allCases()) {
      const { findings, statusNote } = deriveOverview(state);
      const shown = Object.values(findings).flatMap(({ label, detail }) => [label, detail]);
      for (const message of [...shown, statusNote]) if (message) messages.set(JSON.stringify(message), message);
    }
    for (const locale of Object.keys(locales) as (keyof typeof locales)[]) {
      const onError = (error: Error) => {
        throw error;
      };
      const t = createTranslator({ locale, messages: readNestedMessages(locale), onError });
      for (const message of messages.values())
        expect(formatMessage((key, values) => t(key as never, values as never), message)).not.toMatch(/[{}]|^$/);
    }
  });
});
