import { agreement } from "#lib/agreement/agreement.fixture";
import type { ReadBody } from "#lib/evidence/read-body";
import { initialArchiveState } from "#lib/files/archive-state";
import { emptyCounts } from "#lib/files/entry-counts";
import type { Verdict } from "#lib/token/schema";
import type { CaseState } from "./model.ts";

type Response = NonNullable<CaseState["status"]["response"]>;
type Nature = ReadBody["nature"];

export const response = (more: Partial<Response> = {}): Response => ({
  state: "completed",
  status: "COMPLETED",
  stateSource: "built_in",
  unreadable: null,
  times: [],
  otherTimes: [],
  ...more,
});

export const body = (nature: Nature = { kind: "expected" }, form: ReadBody["form"] = "bytes"): ReadBody => ({
  nature,
  shown: new Blob([]),
  wraps: [],
  form,
});

/** A fully checked archive of seven files. */
export const archiveState = (
  more: Partial<CaseState["files"]["archiveState"]> = {},
): CaseState["files"]["archiveState"] => ({
  ...initialArchiveState,
  head: { state: "whole", anomalies: [] } as never,
  tally: { ...emptyCounts, files: 7, checked: 7 },
  checking: "done",
  checked: 7,
  ...more,
});

const passed = (name: string) => ({ name, outcome: "pass", reason: "valid", detail: "" });

/** A verdict whose signature is valid under a trusted key. */
export const verdict = (more: Partial<Verdict> = {}): Verdict =>
  ({
    verdict: "valid",
    reason: "valid",
    checks: [passed("signature"), passed("key"), passed("algorithm")],
    key: { thumbprint: "abcdefghijkl", source: "TRUST_JWKS_FILE" },
    ...more,
  }) as Verdict;

/** A case in which everything was opened, agrees and is proven. */
export const goodCase = (more: Partial<CaseState> = {}): CaseState => ({
  status: { response: response(), body: body({ kind: "expected" }, "json"), problem: null },
  request: "ready",
  record: "ready",
  files: {
    phase: "ready",
    body: body({ kind: "expected" }, "archive"),
    archiveState: archiveState(),
    facts: { files: [], damaged: 0, unread: 0, isListed: true },
  },
  token: { state: "idle", cached: { verdict: verdict(), earlierSha256: null } },
  comparison: { agreement: agreement(), isComparing: false, failed: false },
  report: { isLoading: false, signatures: null },
  ...more,
});

const nothing = { agreement: null, isComparing: false, failed: false };

/** A case in which only status and request are loaded. */
export const unopenedCase = (more: Partial<CaseState> = {}): CaseState =>
  goodCase({
    record: "idle",
    files: { phase: "idle", body: null, archiveState: initialArchiveState, facts: null },
    token: { state: "idle", cached: null },
    comparison: nothing,
    ...more,
  });
