import { describe, expect, it } from "vitest";
import { agreement, claim, gap, statement } from "#lib/agreement/agreement.fixture";
import type { Agreement, DigestClaim } from "#lib/agreement/model";
import type { VerdictName } from "#lib/token/schema";
import { archiveState, goodCase, response, unopenedCase, verdict } from "./case-state.fixture.ts";
import { deriveOverview } from "./derive-overview.ts";
import type { CaseState } from "./model.ts";

const tabsOf = (state: CaseState) => deriveOverview(state).tabs;
const withAgreement = (more: Partial<Agreement>): Partial<CaseState> => ({
  comparison: { agreement: agreement(more), isComparing: false, failed: false },
});
const ofFile = (outcome: DigestClaim["outcome"]) => ({
  ...claim(outcome),
  match: { kind: "file" as const, number: 1, name: "face/selfie.jpg" },
});
const toneAndWord = ({ tone, label }: { tone: string; label: { key: string } }) =>
  `${tone} ${label.key.replace("overview.tabs.", "")}`;

describe("the findings of the tabs", () => {
  it("of a case in which everything agrees and is proven are green", () => {
    const tabs = tabsOf(goodCase(withAgreement({ digests: [ofFile("proven")] })));
    expect(Object.values(tabs).map(toneAndWord)).toEqual(["proven agrees", "proven signed", "proven token.valid"]);
  });

  it("are never green before the identification is completed, whatever was proven", () => {
    for (const state of ["started", "in_review", "failed", "expired", "unknown"] as const) {
      const status = { response: response({ state }), body: null, problem: null };
      const tabs = tabsOf(goodCase({ ...withAgreement({ digests: [ofFile("proven")] }), status }));
      expect(Object.values(tabs).map(({ tone }) => tone)).not.toContain("proven");
    }
  });

  it("of a case that was not opened say so, and of an unfinished one that it is too early", () => {
    const words = (state: "completed" | "in_review") =>
      Object.values(tabsOf(unopenedCase({ status: { response: response({ state }), body: null, problem: null } }))).map(
        toneAndWord,
      );
    expect(words("completed")).toEqual(Array(3).fill("silent notChecked"));
    expect(words("in_review")).toEqual(Array(3).fill("silent notYet"));
  });

  it("of what could not be fetched are amber", () => {
    const tabs = tabsOf(
      unopenedCase({
        record: "failed",
        files: { ...unopenedCase().files, phase: "failed" },
        token: { state: "failed", cached: null },
      }),
    );
    expect(Object.values(tabs).map(toneAndWord)).toEqual(Array(3).fill("unsure failed"));
  });

  it.each<[string, Partial<Agreement>, string]>([
    ["a difference", { statements: [statement("differs"), statement("agrees")] }, "contradicted differs"],
    [
      "a difference and something to review",
      { statements: [statement("differs"), statement("similar")] },
      "contradicted differs",
    ],
    ["something to review", { statements: [statement("similar"), statement("agrees")] }, "unsure toReview"],
    ["something not confirmed", { gaps: [gap("not_confirmed")] }, "unsure toReview"],
    ["a body that is not evidence", { notEvidence: [{ artefact: "record", kind: "jwe" }] }, "unsure notReadable"],
    ["a record that breaks off", { broken: ["record"] }, "contradicted damaged"],
    ["nothing that two artefacts state", { statements: [] }, "unsure nothing"],
  ])("of a record with %s: %s", (_, more, expected) => {
    expect(toneAndWord(tabsOf(goodCase(withAgreement(more))).record)).toBe(expected);
  });

  it.each<[string, DigestClaim[], string]>([
    ["a file with another digest", [ofFile("proven"), ofFile("differs")], "contradicted differs"],
    ["a missing file", [ofFile("proven"), claim("missing")], "contradicted missing"],
    ["unsigned digests alone", [ofFile("consistent")], "silent undamaged"],
    ["signatures of an expired token", [ofFile("expired")], "silent undamaged"],
  ])("of files with %s: %s", (_, digests, expected) => {
    expect(toneAndWord(tabsOf(goodCase(withAgreement({ digests }))).files)).toBe(expected);
  });

  it("of a damaged archive is red, also while the token signs other files of it", () => {
    const damaged = {
      ...goodCase().files,
      archiveState: archiveState({ tally: { ...archiveState().tally, damaged: 1 } }),
    };
    const tabs = tabsOf(goodCase({ ...withAgreement({ digests: [ofFile("proven")] }), files: damaged }));
    expect(toneAndWord(tabs.files)).toBe("contradicted damaged");
  });

  it.each<[VerdictName, string]>([
    ["valid", "proven"],
    ["expired", "unsure"],
    ["unbound", "unsure"],
    ["untrusted", "unsure"],
    ["invalid", "contradicted"],
  ])("of a token with verdict %s is %s", (name, tone) => {
    const token = { state: "idle" as const, cached: { verdict: verdict({ verdict: name }), earlierSha256: null } };
    expect(toneAndWord(tabsOf(goodCase({ token })).token)).toBe(`${tone} token.${name}`);
  });

  it("of a token that changed is amber until the person has seen it", () => {
    const token = { state: "idle" as const, cached: { verdict: verdict(), earlierSha256: "ab" } };
    expect(toneAndWord(tabsOf(goodCase({ token })).token)).toBe("unsure changed");
  });
});
