import { describe, expect, it } from "vitest";
import { agreement, claim, gap, statement } from "#lib/agreement/agreement.fixture";
import { noChecks } from "#lib/agreement/collect-results";
import { concepts } from "#lib/agreement/concepts";
import type { Agreement } from "#lib/agreement/model";
import { readMessages } from "#lib/i18n/messages.fixture";
import { agreementFinding } from "./agreement-finding.ts";

const everything = { isComplete: true, isSigned: true };
const findingOf = (more: Partial<Agreement> = {}, basis: Partial<typeof everything> = {}) =>
  agreementFinding(agreement(more), { ...everything, ...basis });
const unknownName = { ...statement("differs", "$.a"), isKnown: false };

describe("the finding of the comparison", () => {
  it.each<[string, Partial<Agreement>, string, string]>([
    ["agreement with a valid token", {}, "proven", "agrees"],
    ["unsigned identity data", { isIdentitySigned: false }, "silent", "consistent"],
    ["a negative result", { statements: [statement("agrees", "result", "REJECTED")] }, "silent", "consistent"],
    ["an unclear result", { statements: [statement("agrees", "result", "INCONCLUSIVE")] }, "silent", "consistent"],
    ["an unclear check", { checks: { ...noChecks(), unclearCount: 1 } }, "silent", "consistent"],
    ["a body that is not evidence", { notEvidence: [{ artefact: "record", kind: "jwe" }] }, "silent", "consistent"],
    ["nothing that agrees", { statements: [] }, "unsure", "nothing"],
    ["more than was compared", { isCut: true }, "unsure", "inPart"],
    ["truncated JSON", { broken: ["files"] }, "unsure", "inPart"],
    ["a gap", { gaps: [gap("not_confirmed")], isCut: true }, "unsure", "notConfirmed"],
    ["a statement to review", { statements: [statement("similar")] }, "unsure", "notConfirmed"],
    ["a digest without a match", { digests: [claim("unmatched")], gaps: [gap("similar")] }, "unsure", "unmatched"],
    [
      "a statement that is not understood",
      { statements: [statement("not_understood")], digests: [claim("unmatched")] },
      "unsure",
      "notUnderstood",
    ],
    ["a missing file", { digests: [claim("missing"), claim("unmatched")] }, "contradicted", "missing"],
    ["a different digest", { digests: [claim("differs"), claim("missing")] }, "contradicted", "digests"],
    [
      "a difference before all else",
      { statements: [statement("differs")], digests: [claim("differs")] },
      "contradicted",
      "differs",
    ],
  ])("names %s", (_, more, tone, code) => {
    expect(findingOf(more)).toMatchObject({ tone, label: { key: `overview.finding.${code}` } });
  });

  it("is not green without a valid token", () => {
    expect(findingOf({}, { isSigned: false })).toMatchObject({
      tone: "silent",
      label: { key: "overview.finding.consistent" },
    });
  });

  it.each<[string, Partial<Agreement>, string, string]>([
    ["agreement so far", {}, "silent", "partly"],
    ["a gap that another artefact may fill", { gaps: [gap("not_confirmed")] }, "silent", "partly"],
    ["nothing that agrees so far", { statements: [] }, "silent", "partly"],
    ["more than was compared", { isCut: true }, "unsure", "inPart"],
    ["a difference", { statements: [statement("differs")] }, "contradicted", "differs"],
  ])("names %s before everything was compared", (_, more, tone, code) => {
    expect(findingOf(more, { isComplete: false })).toMatchObject({ tone, label: { key: `overview.finding.${code}` } });
  });

  it("names the first difference and counts the others", () => {
    expect(findingOf({ statements: [statement("differs"), unknownName] })?.label.values).toEqual({
      what: { key: "agreement.statements.birth_date" },
      more: 1,
    });
    expect(findingOf({ statements: [unknownName] })?.label.values).toEqual({
      what: { key: "overview.someStatement" },
      more: 0,
    });
  });

  it("has a translated name for each known statement", () => {
    const derived = ["document_valid", "time_order", "mrz_check_digits"];
    const signature = ["certificate_subject", "quality", "legislation", "signed_at"];
    const messages = readMessages("en");
    for (const name of [...concepts.map((concept) => concept.name), ...derived, ...signature])
      expect(messages.has(`agreement.statements.${name}`), name).toBe(true);
  });

  it("counts the statements that agree, of those compared", () => {
    const outcomes = ["differs", "not_understood", "similar", "not_comparable", "agrees", "single"] as const;
    expect(findingOf({ statements: outcomes.map((outcome) => statement(outcome)) })?.detail).toEqual({
      key: "overview.finding.detail",
      values: { agreeing: 1, total: 5 },
    });
  });

  it("is missing before anything was compared", () => {
    expect(agreementFinding(null, everything)).toBeNull();
  });
});
