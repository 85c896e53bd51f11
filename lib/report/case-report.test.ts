import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { agreement, claim } from "#lib/agreement/agreement.fixture";
import { toneOfCode } from "#lib/agreement/conclusion-codes";
import type { Agreement, Cell as ComparedCell, DigestClaim, Statement } from "#lib/agreement/model";
import { makeDecision } from "#lib/decision/decisions.fixture";
import { locales } from "#lib/i18n/locales";
import { readNestedMessages } from "#lib/i18n/messages.fixture";
import type { SignatureRequest, Signer } from "#lib/signature-request/model";
import type { Verdict } from "#lib/token/schema";
import type { CaseReportInput } from "./case/input.ts";
import { buildCaseReport } from "./case-report.ts";
import type { Report, Span } from "./model.ts";
import { createTexts, type Translate } from "./texts.ts";

/** Texts that fail for a message that is missing in the language. */
const textsIn = (locale: keyof typeof locales) => {
  const t = createTranslator({
    locale,
    messages: readNestedMessages(locale),
    onError: (error) => {
      throw error;
    },
  });
  return createTexts(locale, "Europe/Zurich", t as unknown as Translate);
};
const english = textsIn("en");

const personal = ["Zoë", "Müller", "1984-02-29", "X1234567", "CHE"];
const cell = (source: ComparedCell["source"], text: string): ComparedCell => ({
  source,
  outcome: "agrees",
  rule: null,
  values: [{ text, path: "$.a" }],
  isProven: true,
});
const row = (name: string, text: string, outcome: Statement["outcome"] = "agrees"): Statement => ({
  name,
  isKnown: true,
  isPersonal: true,
  outcome,
  rule: "equal_text",
  reference: "record",
  cells: [
    cell("record", text),
    {
      ...cell("token", outcome === "agrees" ? text : `${text} II`),
      outcome: outcome === "agrees" ? "agrees" : "differs",
    },
  ],
});
const rows = ["given_name", "family_name", "birth_date", "document_number", "nationality"].map((name, index) =>
  row(name, personal[index] ?? ""),
);

const signer: Signer = {
  signatureId: null,
  givenName: "Zoë",
  familyName: "Müller",
  email: null,
  mobile: null,
  hasAccount: false,
  statusCode: null,
  evidenceId: "ev-1",
  malformedEvidenceId: null,
  requiresEvidence: true,
  identificationProvider: null,
};
const request: SignatureRequest = {
  id: "sr-1",
  title: "Loan of Zoë Müller",
  statusOverall: null,
  quality: "QES",
  legislation: "ZERTES",
  owner: null,
  createdAt: null,
  updatedAt: null,
  expiresOn: null,
  documents: [],
  signers: [signer],
};

const digestOf = (number: number) => number.toString(16).padStart(2, "0").repeat(32);
const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    name: `file-${index + 1}.jpg`,
    sizeBytes: 1_000,
    sha256: digestOf(index + 1),
    isWhole: true,
  }));
const claimOf = (number: number, outcome: DigestClaim["outcome"], source: DigestClaim["source"] = "token") => ({
  ...claim(outcome),
  source,
  text: digestOf(number),
  match: { kind: "file" as const, number, name: `file-${number}.jpg` },
});

const verdict = (name: Verdict["verdict"]) =>
  ({ verdict: name, reason: name === "valid" ? "valid" : "unknown_key", checks: [], key: null }) as unknown as Verdict;

const input = (more: Partial<CaseReportInput> = {}): CaseReportInput => ({
  srId: "sr-1",
  evidenceId: "ev-1",
  ticket: "SUP-1",
  purpose: null,
  request,
  signer,
  requestedName: "Zoë Müller",
  identifiedName: "Zoë Müller",
  status: { state: "completed", status: "COMPLETED", transactionCode: "TX-1", times: [], otherTimes: [] },
  conclusion: { code: "consistent", tone: "proven", fact: null, text: "Consistent: all agree.", reasons: ["Reason."] },
  notOpened: [],
  failed: [],
  agreement: agreement({ statements: rows, digests: [claimOf(1, "proven")] }),
  verdict: verdict("valid"),
  archive: { files: files(12), damaged: 0, unread: 0, isListed: true },
  signatures: null,
  answers: (["status", "record", "files", "token"] as const).map((name, index) => ({
    name,
    sizeBytes: 9,
    sha256: digestOf(200 + index),
  })),
  pictures: [{ number: 1, place: "document", type: "image/jpeg", pixels: { width: 10, height: 20 } }],
  accesses: { items: [], hasMore: false },
  decisions: { decisions: [], state: "undecided", mine: null },
  print: {
    logEntry: 1029,
    at: "2026-11-27T13:16:20.000Z",
    by: "Nora Frei",
    product: "2.0.0",
    region: "sandbox",
    host: "127.0.0.1",
    isDemo: true,
    verifierKey: "desk.test/log/1+2+3",
  },
  choices: { pictures: "small", personal: "shown" },
  rules: "2026-11",
  ...more,
});

/** Everything that a view shows. */
function listSpans(report: Report): Span[] {
  return report.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === "text") return part.spans;
      if (part.kind === "list") return part.items.flat();
      if (part.kind === "facts") return part.items.flatMap(({ value }) => value);
      return part.kind === "table" ? part.rows.flat(2) : part.items.flatMap(({ lines }) => lines.flat());
    }),
  );
}
const textOf = (report: Report) => JSON.stringify(report);
const linesOf = (report: Report, key: string) => {
  const parts = report.sections.find((section) => section.key === key)?.parts ?? [];
  return parts.flatMap((part) => (part.kind === "table" ? part.rows : []));
};
const marksOf = (report: Report, key: string) =>
  linesOf(report, key).map((line) => line.flat().find(({ mark }) => mark)?.mark);

const outcome = fc.constantFrom<DigestClaim["outcome"]>(
  "proven",
  "expired",
  "consistent",
  "differs",
  "missing",
  "unmatched",
);
const verdicts = ["valid", "expired", "not_yet_valid", "unbound", "invalid", "untrusted", "undecodable"] as const;
const anyInput: fc.Arbitrary<CaseReportInput> = fc
  .record({
    name: fc.constantFrom(...verdicts),
    code: fc.constantFrom(...(Object.keys(toneOfCode) as (keyof typeof toneOfCode)[])),
    outcomes: fc.array(outcome, { maxLength: 12 }),
    isFetched: fc.boolean(),
    isPersonalMasked: fc.boolean(),
    pictures: fc.constantFrom("small" as const, "masked" as const, "none" as const),
    differs: fc.boolean(),
    unread: fc.nat(2),
    damaged: fc.nat(2),
    accesses: fc.boolean(),
  })
  .map(({ name, code, outcomes, isFetched, isPersonalMasked, pictures, differs, unread, damaged, accesses }) =>
    input({
      conclusion: { code, tone: toneOfCode[code], fact: null, text: "Conclusion.", reasons: [] },
      agreement: isFetched
        ? agreement({
            statements: differs ? [row("birth_date", "1984-02-29", "differs"), ...rows.slice(0, 2)] : rows,
            digests: outcomes.map((one, index) =>
              one === "missing" || one === "unmatched"
                ? { ...claim(one), claimedName: `gone-${index}.jpg` }
                : claimOf(index + 1, one),
            ),
          })
        : null,
      verdict: isFetched ? verdict(name) : null,
      archive: isFetched ? { files: files(12), damaged, unread, isListed: true } : null,
      accesses: accesses ? { items: [], hasMore: true } : null,
      choices: { pictures, personal: isPersonalMasked ? "masked" : "shown" },
    }),
  );

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
