import fc from "fast-check";
import { createTranslator } from "next-intl";
import { agreement, claim } from "#lib/agreement/agreement.fixture";
import { toneOfCode } from "#lib/agreement/conclusion-codes";
import type { Cell as ComparedCell, DigestClaim, Statement } from "#lib/agreement/model";
import type { locales } from "#lib/i18n/locales";
import { readNestedMessages } from "#lib/i18n/messages.fixture";
import type { SignatureRequest, Signer } from "#lib/signature-request/model";
import type { Verdict } from "#lib/token/schema";
import type { CaseReportInput } from "./case/input.ts";
import type { Report, Span } from "./model.ts";
import { createTexts, type Translate } from "./texts.ts";

/** One identification as the tests need it, and generators of others. */

/** Texts that fail for a message that is missing in the language. */
export const textsIn = (locale: keyof typeof locales) => {
  const t = createTranslator({
    locale,
    messages: readNestedMessages(locale),
    onError: (error) => {
      throw error;
    },
  });
  return createTexts(locale, "Europe/Zurich", t as unknown as Translate);
};
export const english = textsIn("en");

export const personal = ["Zoë", "Müller", "1984-02-29", "X1234567", "CHE"];
const cell = (source: ComparedCell["source"], text: string): ComparedCell => ({
  source,
  outcome: "agrees",
  rule: null,
  values: [{ text, path: "$.a" }],
  isProven: true,
});
export const row = (name: string, text: string, outcome: Statement["outcome"] = "agrees"): Statement => ({
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
export const rows = ["given_name", "family_name", "birth_date", "document_number", "nationality"].map((name, index) =>
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

export const digestOf = (number: number) => number.toString(16).padStart(2, "0").repeat(32);
export const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    name: `file-${index + 1}.jpg`,
    sizeBytes: 1_000,
    sha256: digestOf(index + 1),
    isWhole: true,
  }));
export const claimOf = (number: number, outcome: DigestClaim["outcome"], source: DigestClaim["source"] = "token") => ({
  ...claim(outcome),
  source,
  text: digestOf(number),
  match: { kind: "file" as const, number, name: `file-${number}.jpg` },
});

export const verdict = (name: Verdict["verdict"]) =>
  ({ verdict: name, reason: name === "valid" ? "valid" : "unknown_key", checks: [], key: null }) as unknown as Verdict;

export const input = (more: Partial<CaseReportInput> = {}): CaseReportInput => ({
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
export function listSpans(report: Report): Span[] {
  return report.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === "text") return part.spans;
      if (part.kind === "list") return part.items.flat();
      if (part.kind === "facts") return part.items.flatMap(({ value }) => value);
      return part.kind === "table" ? part.rows.flat(2) : part.items.flatMap(({ lines }) => lines.flat());
    }),
  );
}
export const outcome = fc.constantFrom<DigestClaim["outcome"]>(
  "proven",
  "expired",
  "consistent",
  "differs",
  "missing",
  "unmatched",
);
export const verdicts = [
  "valid",
  "expired",
  "not_yet_valid",
  "unbound",
  "invalid",
  "untrusted",
  "undecodable",
] as const;
export const anyInput: fc.Arbitrary<CaseReportInput> = fc
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
