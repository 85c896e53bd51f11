import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { agreement, claim, gap, statement } from "./agreement.fixture.ts";
import { noChecks } from "./collect-results.ts";
import { deriveConclusion } from "./conclusion.ts";
import { conclusionCodes } from "./conclusion-codes.ts";
import type { Findings } from "./findings.ts";
import type { DigestClaim, Statement } from "./model.ts";

const rows = (...statements: Statement[]) => ({ agreement: agreement({ statements }) });
const claims = (...digests: DigestClaim[]) => ({ agreement: agreement({ digests }) });
const archive = { files: 7, damaged: 0, unread: 0, isListed: true };
const good: Findings = {
  identification: "completed",
  statusWord: "COMPLETED",
  token: { verdict: "valid", reason: "valid" },
  archive,
  agreement: agreement(),
  notOpened: [],
  failed: [],
  isChecking: false,
  signatures: null,
};
const all = ["record", "files", "token"] as const;

describe("the conclusion", () => {
  it("is green only when everything was opened, valid and consistent", () => {
    expect(deriveConclusion(good)).toMatchObject({ code: "consistent", tone: "proven" });
  });

  it.each<[string, Partial<Findings>, string]>([
    ["a failed identification before all else", { identification: "failed", token: null }, "failed"],
    ["a negative result that all sources agree on", rows(statement("agrees", "result", "REJECTED")), "result_negative"],
    [
      "a negative result under an unknown status",
      { identification: "unknown", ...rows(statement("single", "result", "failed")) },
      "result_negative",
    ],
    ["a result in an unknown word", rows(statement("not_comparable", "result", "INCONCLUSIVE")), "result_unclear"],
    ["a difference", rows(statement("differs")), "differs"],
    [
      "a difference before anything else was opened",
      { ...rows(statement("differs")), notOpened: ["token"] },
      "differs",
    ],
    ["an expired document", rows(statement("differs", "document_valid")), "document_not_valid"],
    ["times in an impossible order", rows(statement("differs", "time_order")), "impossible_times"],
    ["incorrect check digits", rows(statement("differs", "mrz_check_digits")), "wrong_check_digits"],
    ["a different digest that the token signs", claims(claim("proven"), claim("differs")), "signed_digest_differs"],
    ["a different digest", claims({ ...claim("differs"), source: "record" }), "digest_differs"],
    ["a claimed file that is missing", claims(claim("proven"), claim("missing")), "file_missing"],
    ["a digest without a match", claims(claim("proven"), claim("unmatched")), "digest_unmatched"],
    ["a forged token", { token: { verdict: "invalid", reason: "signature_differs" } }, "token_invalid"],
    ["an undecodable token", { token: { verdict: "undecodable", reason: "not_three_parts" } }, "token_undecodable"],
    ["a token with an unknown key", { token: { verdict: "untrusted", reason: "unknown_key" } }, "token_unknown_key"],
    ["bytes that are not an archive", { archive: { ...archive, files: 0, isListed: false } }, "archive_unreadable"],
    ["a damaged archive", { archive: { ...archive, damaged: 1 } }, "archive_damaged"],
    ["a file that could not be read", { archive: { ...archive, unread: 1 } }, "archive_unread"],
    ["a truncated record", { agreement: agreement({ broken: ["record"] }) }, "record_broken"],
    ["a truncated JSON file of the archive", { agreement: agreement({ broken: ["files"] }) }, "too_much"],
    ["more than was compared", { agreement: agreement({ isCut: true }) }, "too_much"],
    [
      "a record in which nothing was recognised",
      { agreement: agreement({ isRecordRecognised: false }) },
      "nothing_recognised",
    ],
    ["unsigned identity data", { agreement: agreement({ isIdentitySigned: false }) }, "identity_not_signed"],
    [
      "a statement that an artefact does not confirm",
      { agreement: agreement({ gaps: [gap("not_confirmed")] }) },
      "not_confirmed",
    ],
    ["an unreadable statement", { agreement: agreement({ gaps: [gap("not_understood")] }) }, "not_understood"],
    [
      "an unreadable statement outside the core concepts",
      rows(statement("not_understood", "nationality")),
      "not_understood",
    ],
    ["a name that needs review", rows(statement("similar", "given_name")), "needs_review"],
    [
      "a check that reports another word",
      {
        agreement: agreement({
          checks: {
            ...noChecks(),
            unclearCount: 1,
            unclear: [{ source: "record", name: "liveness", text: "REVIEW", path: "$" }],
          },
        }),
      },
      "result_unclear",
    ],
    [
      "a body that is not evidence",
      { agreement: agreement({ notEvidence: [{ artefact: "record", kind: "jwe" }] }) },
      "not_evidence",
    ],
    ["an artefact that could not be fetched", { failed: ["files"] }, "could_not_check"],
    ["an encrypted token", { token: { verdict: "untrusted", reason: "encrypted" } }, "token_encrypted"],
    [
      "a token of an algorithm that cannot be checked",
      { token: { verdict: "untrusted", reason: "cannot_be_checked_here" } },
      "token_uncheckable",
    ],
    ["an unknown state", { identification: "unknown" }, "unknown_state"],
    [
      "a pending review",
      { identification: "in_review", token: null, agreement: null, notOpened: all },
      "not_completed",
    ],
    ["deleted evidence", { identification: "expired" }, "expired_evidence"],
    ["a status that could not be read", { identification: null }, "not_asked"],
    ["nothing opened", { token: null, archive: null, agreement: null, notOpened: all }, "not_checked"],
    ["something left out", { notOpened: ["files"] }, "partly_checked"],
    ["an artefact that is being compared", { isChecking: true, ...rows(statement("differs")) }, "checking"],
    [
      "a valid token of another evidence",
      { token: { verdict: "unbound", reason: "names_other_evidence" }, ...rows(statement("differs", "evidence_id")) },
      "token_of_another",
    ],
    ["an expired token", { token: { verdict: "expired", reason: "expired" } }, "token_expired"],
    [
      "a token that is not yet valid",
      { token: { verdict: "not_yet_valid", reason: "not_yet_valid" } },
      "token_not_yet_valid",
    ],
    ["a token without an evidence ID", { token: { verdict: "unbound", reason: "names_no_evidence" } }, "token_unbound"],
    ["no trusted keys", { token: { verdict: "untrusted", reason: "no_keys_configured" } }, "no_trusted_keys"],
  ])("%s", (_, findings, code) => {
    const conclusion = deriveConclusion({ ...good, ...findings });
    expect(conclusion.code).toBe(code);
    expect(conclusion.tone).not.toBe("proven");
  });

  it("lists its reasons, unopened artefacts and the token's failure", () => {
    expect(deriveConclusion(good).reasons).toEqual([
      { code: "completed", count: 1, names: [], bodies: [] },
      { code: "token_valid", count: 1, names: [], bodies: [] },
      { code: "statements_agree", count: 1, names: [], bodies: [] },
      { code: "digests_proven", count: 1, names: [], bodies: [] },
      { code: "signature_not_examined", count: 1, names: [], bodies: [] },
    ]);
    const { reasons } = deriveConclusion({
      ...good,
      token: { verdict: "invalid", reason: "alg_none" },
      notOpened: ["files"],
    });
    expect(reasons).toContainEqual({ code: "verdict", reason: "alg_none" });
    expect(reasons).toContainEqual({ code: "not_opened", artefacts: ["files"] });
  });
});

it("lists every conclusion code in docs/conclusion.md in order of precedence", () => {
  const listed = [
    ...readFileSync("docs/conclusion.md", "utf8").matchAll(/^\| `(\w+)` \| (?:red|amber|grey|green) \|/gmu),
  ];
  expect(listed.map(([, code]) => code)).toEqual(conclusionCodes);
});

describe("the qualified signature", () => {
  const names = (outcome: Statement["outcome"], ...wanted: string[]) =>
    rows(...wanted.map((name) => statement(outcome, name, "Zoë")), statement("agrees"));
  const say = (findings: Partial<Findings>) =>
    deriveConclusion({ ...good, ...findings })
      .reasons.map(({ code }) => code)
      .filter((code) => code.startsWith("signature"));

  it.each<[string, Partial<Findings>, string]>([
    ["is not examined before its report", {}, "signature_not_examined"],
    ["is not in the report", { signatures: 0 }, "signature_not_found"],
    [
      "names the person of the document",
      { signatures: 1, ...names("agrees", "family_name", "given_name") },
      "signature_names_agree",
    ],
    [
      "names another person",
      { signatures: 1, ...names("differs", "family_name", "given_name") },
      "signature_names_differ",
    ],
    ["names a person that cannot be compared", { signatures: 1 }, "signature_names_unknown"],
    ["names a person partly", { signatures: 1, ...names("agrees", "family_name") }, "signature_names_unknown"],
  ])("%s", (_, findings, code) => {
    expect(say(findings)).toEqual([code]);
  });
});
