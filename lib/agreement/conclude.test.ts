import { describe, expect, it } from "vitest";
import { conclude, type Findings } from "./conclude.ts";
import type { Agreement, DigestClaim, Statement } from "./model.ts";

const statement = (outcome: Statement["outcome"]): Statement => ({
  name: "birth_date",
  isKnown: true,
  isPersonal: true,
  outcome,
  rule: "equal_dates",
  cells: [],
});
const claim = (outcome: DigestClaim["outcome"]): DigestClaim => ({
  source: "token",
  path: "$.files[0].sha256",
  text: "00",
  algorithm: "sha256",
  claimedName: null,
  nameAgrees: null,
  sizeAgrees: null,
  outcome,
  match: null,
});
const agreement = (more: Partial<Agreement> = {}): Agreement => ({
  statements: [statement("agrees")],
  digests: [claim("proven")],
  unclaimedFiles: [],
  ...more,
});
const good: Findings = {
  identification: "completed",
  token: { verdict: "valid", reason: "valid" },
  archive: { files: 7, damaged: 0 },
  agreement: agreement(),
  isComplete: true,
  reportExamined: false,
};

describe("the conclusion", () => {
  it("is green only when everything was opened, held and contradicted nothing", () => {
    expect(conclude(good)).toMatchObject({ code: "consistent", tone: "proven" });
  });

  it.each<[string, Partial<Findings>, string]>([
    ["a failed identification comes before everything", { identification: "failed", token: null }, "failed"],
    ["a difference", { agreement: agreement({ statements: [statement("differs")] }) }, "differs"],
    ["a wrong digest", { agreement: agreement({ digests: [claim("differs")] }) }, "digest_differs"],
    ["a forged token", { token: { verdict: "invalid", reason: "signature_mismatch" } }, "token_invalid"],
    ["no token at all", { token: { verdict: "undecodable", reason: "not_a_jwt" } }, "token_undecodable"],
    ["a stranger's token", { token: { verdict: "untrusted", reason: "unknown_key" } }, "token_unknown_key"],
    ["a damaged archive", { archive: { files: 7, damaged: 1 } }, "archive_damaged"],
    ["a state nobody knows", { identification: "unknown" }, "unknown_state"],
    [
      "a pending review",
      { identification: "in_review", token: null, agreement: null, isComplete: false },
      "not_completed",
    ],
    ["deleted evidence", { identification: "expired" }, "expired_evidence"],
    ["a status that could not be read", { identification: null }, "not_asked"],
    ["nothing opened", { token: null, archive: null, agreement: null, isComplete: false }, "not_checked"],
    ["something left out", { isComplete: false }, "partly_checked"],
    ["an expired token", { token: { verdict: "expired", reason: "expired" } }, "token_unproven"],
    ["a token that names nobody", { token: { verdict: "unbound", reason: "unbound" } }, "token_unproven"],
    ["no trusted keys", { token: { verdict: "untrusted", reason: "no_keys_configured" } }, "token_unproven"],
  ])("%s", (_, findings, code) => {
    const conclusion = conclude({ ...good, ...findings });
    expect(conclusion.code).toBe(code);
    expect(conclusion.tone).not.toBe("proven");
  });

  it("says that the qualified signature was not examined until its report was", () => {
    expect(conclude(good).reasons.map(({ code }) => code)).toContain("signature_not_examined");
    expect(conclude({ ...good, reportExamined: true }).reasons.map(({ code }) => code)).not.toContain(
      "signature_not_examined",
    );
  });

  it("counts what it rests on", () => {
    expect(conclude(good).reasons).toEqual([
      { code: "completed", count: 1 },
      { code: "token_valid", count: 1 },
      { code: "statements_agree", count: 1 },
      { code: "digests_proven", count: 1 },
      { code: "signature_not_examined", count: 1 },
    ]);
  });
});
