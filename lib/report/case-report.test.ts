import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreement } from "#lib/agreement/agreement.fixture";
import type { Agreement } from "#lib/agreement/model";
import { makeDecision } from "#lib/decision/decisions.fixture";
import { locales } from "#lib/i18n/locales";
import type { CaseReportInput } from "./case/input.ts";
import {
  anyInput,
  claimOf,
  digestOf,
  english,
  files,
  input,
  listSpans,
  outcome,
  personal,
  row,
  rows,
  textsIn,
  verdict,
  verdicts,
} from "./case-report.fixture.ts";
import { buildCaseReport } from "./case-report.ts";
import type { Report } from "./model.ts";

const textOf = (report: Report) => JSON.stringify(report);
const linesOf = (report: Report, key: string) => {
  const parts = report.sections.find((section) => section.key === key)?.parts ?? [];
  return parts.flatMap((part) => (part.kind === "table" ? part.rows : []));
};
const marksOf = (report: Report, key: string) =>
  linesOf(report, key).map((line) => line.flat().find(({ mark }) => mark)?.mark);

describe("the report on one identification", () => {
  it.each(Object.keys(locales) as (keyof typeof locales)[])("has all its texts in %s, and is plain data", (locale) => {
    const texts = textsIn(locale);
    fc.assert(
      fc.property(anyInput, (given) => {
        const report = buildCaseReport(given, texts);
        expect(JSON.parse(textOf(report))).toEqual(report);
        expect(report.sections.map(({ title }) => title)).not.toContain("");
        expect(report.pageLabel).toContain("{page}");
        expect(report.pageLabel).toContain("{pages}");
      }),
      { numRuns: 60 },
    );
  });

  it("says in every report what it does not prove, which rules led to it, who printed it and under which entry", () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const text = textOf(buildCaseReport(given, english));
        for (const part of [
          "Internal assessment; says nothing about the signature's validity.",
          "rules of version 2026-11",
          given.conclusion.code,
          "Nora Frei",
          "1,029",
          "SUP-1",
          "desk.test/log/1+2+3",
          "DEMO",
          "Qualified signature",
        ])
          expect(text).toContain(part);
      }),
    );
    expect(buildCaseReport(input({ print: { ...input().print, isDemo: false } }), english).demo).toBeNull();
  });

  it("has every digest in full, and a sign for each file that is never better than its finding", () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 12 }), fc.boolean(), (outcomes, isGood) => {
        const digests = outcomes.map((one, index) => claimOf(index + 1, one));
        const given = input({
          agreement: agreement({ statements: rows, digests }),
          verdict: verdict(isGood ? "valid" : "invalid"),
        });
        const report = buildCaseReport(given, english);
        for (const { sha256 } of files(12)) expect(textOf(report)).toContain(sha256);
        for (const { sha256 } of given.answers) expect(textOf(report)).toContain(sha256);
        for (const [index, mark] of marksOf(report, "files").slice(0, 12).entries()) {
          const one = outcomes[index];
          if (one === "differs") expect(mark).toBe("differs");
          else if (one === "proven" || one === "consistent") expect(mark).toBe("agrees");
          else expect(mark).not.toBe("agrees");
        }
        const wrong = outcomes.includes("differs") || outcomes.includes("missing");
        if (wrong) expect(marksOf(report, "examined")).toContain("differs");
      }),
    );
  });

  it("never has a tick for a token that is not valid, or for what was not fetched", () => {
    for (const name of verdicts.slice(1))
      expect(marksOf(buildCaseReport(input({ verdict: verdict(name) }), english), "examined")[0]).not.toBe("agrees");
    const nothing = input({ agreement: null, verdict: null, archive: null, notOpened: ["record", "files", "token"] });
    const empty = { ...nothing, answers: nothing.answers.map((answer) => ({ ...answer, sha256: null })) };
    const report = buildCaseReport(empty, english);
    expect(listSpans(report).filter(({ mark }) => mark === "agrees")).toEqual([]);
    expect(textOf(report)).toContain("record, files, and token");
  });

  it("keeps the spaces of French before signs, and names hidden characters beside them", () => {
    const text = "Contradiction constatée\u202f: a\u00a0\u202eb\u200b";
    const conclusion = { ...input().conclusion, text, reasons: [text] };
    const { title, parts } = buildCaseReport(input({ conclusion }), textsIn("fr")).sections[1] ?? {};
    const shown = "Contradiction constatée\u202f: a\u00a0U+202EbU+200B";
    expect(title).toBe(shown);
    expect(JSON.stringify(parts)).toContain(shown);
  });

  it("has no personal data if it is masked", () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const report = buildCaseReport({ ...given, choices: { ...given.choices, personal: "masked" } }, english);
        for (const value of personal) expect(textOf(report)).not.toContain(value);
      }),
    );
    const shown = textOf(buildCaseReport(input(), english));
    for (const value of personal) expect(shown).toContain(value);
  });

  it("has both digests in full where a digest decides, whatever their encoding", () => {
    const claimed = Buffer.from(digestOf(9), "hex");
    for (const text of [digestOf(9), claimed.toString("base64"), claimed.toString("base64url")]) {
      const report = buildCaseReport(
        input({
          conclusion: {
            code: "signed_digest_differs",
            tone: "contradicted",
            text: "Contradiction found.",
            reasons: [],
            fact: {
              kind: "digest",
              file: "file-3.jpg",
              fileNumber: 3,
              body: null,
              claimed: text,
              values: [{ source: "token", text, path: "$" }],
            },
          },
        }),
        english,
      );
      const conclusion = JSON.stringify(report.sections.find(({ key }) => key === "conclusion"));
      expect(conclusion).toContain(digestOf(9));
      expect(conclusion).toContain(digestOf(3));
    }
  });

  it("names characters that would reorder or hide a text, and cuts long ones", () => {
    const hostile: Partial<Agreement> = { statements: [row("family_name", "evil\u202etxt"), ...rows.slice(2)] };
    const report = buildCaseReport(
      input({
        agreement: agreement(hostile),
        identifiedName: "evil\u202etxt",
        ticket: "t".repeat(5_000),
        archive: {
          files: [{ ...files(1)[0], name: "a\u0000\u202eb".repeat(200) } as never],
          damaged: 0,
          unread: 0,
          isListed: true,
        },
      }),
      english,
    );
    expect(textOf(report)).not.toMatch(/[\u202e\u0000]/);
    for (const { text } of listSpans(report)) expect(text.length).toBeLessThan(2_500);
  });

  it("prints decisions as the reader may see them: a blind one without its outcome, a masked one without its note", () => {
    const hidden = { id: "d1", at: "2026-11-27T13:00:00.000Z", person: "Ann", review: "first", hidden: true } as const;
    const blind = buildCaseReport(
      input({ decisions: { decisions: [hidden], state: "second_review_pending", mine: null } }),
      english,
    );
    const sectionOf = (report: typeof blind) => JSON.stringify(report.sections.find(({ key }) => key === "decision"));
    expect(sectionOf(blind)).toContain("First review recorded by Ann, outcome hidden");
    expect(sectionOf(blind)).not.toMatch(/Reject|Accept/);
    const shown = {
      ...makeDecision(1, { outcome: "reject", reason: "another_person", note: "Seen twice\u202e", review: "none" }),
      assertion: null,
    };
    const decisions: CaseReportInput["decisions"] = { decisions: [shown], state: "rejected", mine: null };
    const whole = sectionOf(buildCaseReport(input({ decisions }), english));
    for (const text of ["Rejected", "Reject: recorded by Ann", "Different person", "Seen twice", shown.sha256])
      expect(whole).toContain(text);
    const masked = { ...input().choices, personal: "masked" } as const;
    expect(sectionOf(buildCaseReport(input({ decisions, choices: masked }), english))).not.toContain("Seen twice");
  });
});
