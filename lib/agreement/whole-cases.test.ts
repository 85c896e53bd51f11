import { describe, expect, it } from "vitest";
import { createDraft, writeRecord } from "./proof/draft.fixture.ts";
import { makeClaims } from "./proof/make-claims.fixture.ts";
import { person } from "./proof/person.fixture.ts";
import { type CaseInput, runCase } from "./proof/run-case.fixture.ts";

const record = JSON.parse(writeRecord(createDraft(), () => person)) as object;
const tokenClaims = makeClaims(person);
const withRecord = (more: object): CaseInput => ({ record: JSON.stringify({ ...record, ...more }), tokenClaims });
const withStatus = (status: object): CaseInput => ({ ...withRecord({}), status });
const withFile = (name: string, content: string | null): CaseInput => ({
  ...withRecord({}),
  files: [{ name, content }],
});
const withSignature = (subject: string): CaseInput => ({ ...withRecord({}), certificateSubjects: [subject] });

describe("the conclusion of whole cases", () => {
  it.each<[string, CaseInput, string]>([
    ["the consistent case", withRecord({}), "consistent"],
    ["an unmapped status word that suggests failure", withStatus({ status: "BLOCKED" }), "unknown_state"],
    ["an unmapped status word with a failure suffix", withStatus({ status: "VERIFICATION_FAILED" }), "unknown_state"],
    ["another person in the status", withStatus({ holder: { lastName: "Kronenberg" } }), "differs"],
    ["a negative result in the status", withStatus({ reviewResult: "REJECTED" }), "differs"],
    ["an unknown result in the status", withStatus({ decision: "ZQ-71" }), "result_unclear"],
    ["a status ID of other evidence", withStatus({ id: "evidence-2" }), "needs_review"],
    ["a numeric status ID of another system", withStatus({ id: 4711 }), "consistent"],
    ["a review that was not required", withStatus({ reviewStatus: "NOT_REQUIRED" }), "consistent"],
    [
      "a review before the completion that it decides",
      withStatus({ reviewedAt: "2026-11-23T06:50:00Z" }),
      "consistent",
    ],
    ["a completion before the start", withStatus({ completedAt: "2026-11-23T05:00:00Z" }), "impossible_times"],
    ["a JSON file that was left out", withFile("large.json", null), "too_much"],
    ["a truncated JSON file", withFile("ocr.json", '{"lastName":"Kel'), "too_much"],
    ["a truncated JSON text", withRecord({ payload: '{"lastName":"Kronenberg","dateOfBi' }), "too_much"],
    ["a text that begins like JSON", withRecord({ remark: "[checked] all good" }), "consistent"],
    ["a certificate with unreadable names", withSignature("2.5.4.4=#0c054d65696572"), "not_understood"],
    ["a certificate of another person", withSignature("CN=Lea Kronenberg"), "differs"],
    ['an expiry in year 1, for "not set"', withRecord({ documentExpiryDate: "0001-01-01T00:00:00Z" }), "consistent"],
    ['an expiry in 1970, for "not set"', withRecord({ documentExpiryDate: "1970-01-01T00:00:00Z" }), "consistent"],
    ['an expiry for "never"', withRecord({ documentExpiryDate: "9999-12-31" }), "consistent"],
    ["an expired document", withRecord({ documentExpiryDate: "2020-01-01" }), "document_not_valid"],
    ["a time without a zone, an hour off", withRecord({ completedAt: "2026-11-23T08:00:00" }), "consistent"],
    ["a transaction code with a decimal", withRecord({ transactionCode: "481516234.0" }), "consistent"],
    ["an evidence ID in capitals", withRecord({ evidenceId: "EVIDENCE-1" }), "consistent"],
    ["another transaction code", withRecord({ transactionCode: 481516235 }), "differs"],
    ["a check that failed, as a member", withRecord({ checks: { face: "FAILED" } }), "result_unclear"],
    ["a check that did not match", withRecord({ faceMatch: "MISMATCH" }), "result_unclear"],
    [
      "checks whose values depend on the member name",
      withRecord({ checks: { pep: "NO", fraud: false } }),
      "consistent",
    ],
    ["a check that was skipped", withRecord({ checks: { nfc: "SKIPPED" } }), "consistent"],
  ])("%s", async (_, input, code) => {
    expect((await runCase(input)).code).toBe(code);
  });

  it("names checks that were not performed", async () => {
    const { conclusion } = await runCase(withRecord({ checks: { nfc: "SKIPPED" } }));
    expect(conclusion.reasons).toContainEqual(
      expect.objectContaining({ code: "checks_not_performed", names: ["nfc"] }),
    );
  });

  it("quotes the deciding value, not the first of several", async () => {
    const name = person.familyName.toUpperCase();
    const { conclusion } = await runCase(withRecord({ mrz: { surname: name }, chip: { lastName: "Kronenberg" } }));
    expect(conclusion.fact?.values.map(({ text }) => text)).toContain("Kronenberg");
  });

  it("never names a check by a personal value", async () => {
    const { conclusion } = await runCase(withRecord({ checks: [{ name: person.familyName, result: "REVIEW" }] }));
    expect(conclusion.fact).toMatchObject({ kind: "check", check: "checks" });
    expect(JSON.stringify(conclusion.reasons)).not.toContain(person.familyName);
  });

  it("is not confirmed if artefacts do not name a person", async () => {
    const request = { familyName: null, givenName: null };
    const { tone } = await runCase({ record: '{"result":"PASSED"}', tokenClaims: { result: "PASSED" }, request });
    expect(tone).toBe("unsure");
  });
});
