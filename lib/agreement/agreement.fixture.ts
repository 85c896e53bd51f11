import { noChecks } from "./collect-results.ts";
import type { Agreement, DigestClaim, Gap, Statement } from "./model.ts";

/** A row in which record and report state `texts`. */
export const statement = (outcome: Statement["outcome"], name = "birth_date", ...texts: string[]): Statement => ({
  name,
  isKnown: true,
  isPersonal: true,
  outcome,
  rule: "equal_dates",
  reference: "record",
  cells: (["record", "report"] as const).map((source) => ({
    source,
    outcome: "agrees",
    values: texts.map((text) => ({ text, path: "$" })),
    rule: null,
    isProven: false,
  })),
});

export const claim = (outcome: DigestClaim["outcome"]): DigestClaim => ({
  source: "token",
  path: "$.files[0].sha256",
  text: "00",
  algorithm: "sha256",
  claimedName: null,
  claimedTime: null,
  nameAgrees: null,
  sizeAgrees: null,
  outcome,
  match: null,
});

/** A comparison in which everything agrees and is proven. */
export const agreement = (more: Partial<Agreement> = {}): Agreement => ({
  statements: [statement("agrees")],
  digests: [claim("proven")],
  unclaimedFiles: [],
  broken: [],
  isCut: false,
  cutPaths: [],
  gaps: [],
  notEvidence: [],
  isIdentitySigned: true,
  isRecordRecognised: true,
  method: null,
  checks: noChecks(),
  ...more,
});

export const gap = (kind: Gap["kind"]): Gap => ({
  concept: "birth_date",
  source: "record",
  kind,
  rule: null,
  values: [],
});
