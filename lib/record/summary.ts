import { formatJsonPath, type PathStep } from "#lib/formats/json/path";
import type { OutlineNode } from "#lib/json-viewer/protocol";

export const summaryLabels = [
  "person",
  "born",
  "nationality",
  "document",
  "number",
  "expires",
  "method",
  "result",
  "checks",
  "review",
  "reviewedAt",
  "createdAt",
  "startedAt",
  "completedAt",
] as const;
export type SummaryLabel = (typeof summaryLabels)[number];

/** One line of the summary: `parts` are values of the record with their locations. */
export type SummaryLine = { label: SummaryLabel; parts: SummaryPart[] };
export type SummaryPart = { text: string; masked: boolean; node: number; path: string };

/** Normalizes names to lower case letters and digits, so that `date_of_birth` equals `dateOfBirth`. */
const plain = (name: string | null) => (name ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

type Rule = { names: readonly string[]; within?: RegExp; outside?: RegExp };

const person = /^(person|signer|holder|subject|applicant|user|identity|persondata|personaldata|identificationdata)$/;
const document = /^(document|identitydocument|iddocument|identificationdocument|documentdata|passport|idcard)$/;
const review = /^(review|manualreview|agentreview|decision)$/;

/** Well-known names for each line; other names are omitted rather than guessed. */
const rules: Record<Exclude<SummaryLabel, "checks">, readonly Rule[]> = {
  person: [
    { names: ["fullname", "displayname"], within: person },
    { names: ["firstname", "givenname", "givennames", "lastname", "familyname", "surname"] },
    { names: ["name"], within: person },
  ],
  born: [{ names: ["dateofbirth", "birthdate", "dob", "birthday"] }],
  nationality: [{ names: ["nationality", "citizenship"] }],
  document: [
    { names: ["type", "documenttype", "issuingcountry", "country"], within: document },
    { names: ["documenttype"] },
  ],
  number: [{ names: ["number", "documentnumber"], within: document }, { names: ["documentnumber"] }],
  expires: [{ names: ["dateofexpiry", "expirydate", "expirationdate", "validuntil", "expires"], within: document }],
  method: [{ names: ["method", "identificationmethod", "procedure"], outside: /./ }],
  result: [{ names: ["result", "overallresult", "outcome", "finalresult"], outside: /^(checks?|steps?|results)$/ }],
  review: [
    { names: ["decision", "result", "outcome", "status"], within: review },
    { names: ["reviewdecision", "reviewresult"] },
  ],
  reviewedAt: [{ names: ["reviewedat", "decidedat"] }],
  createdAt: [{ names: ["createdat", "created"] }],
  startedAt: [{ names: ["startedat", "started"] }],
  completedAt: [{ names: ["completedat", "completed", "finishedat"] }],
};
const checkLists = /^(checks?|verifications?|steps)$/;
const checkNames = ["name", "check", "type", "id"];
const checkResults = ["result", "status", "outcome", "passed"];

/** Summarises the record by well-known names; an unknown schema yields fewer lines or none. */
export function summariseRecord(outline: readonly OutlineNode[]): SummaryLine[] {
  const reader = new OutlineReader(outline);
  const lines: SummaryLine[] = [];
  for (const label of summaryLabels) {
    const parts = label === "checks" ? reader.checks() : reader.find(rules[label]);
    if (parts.length > 0) lines.push({ label, parts });
  }
  return lines;
}

class OutlineReader {
  readonly #outline: readonly OutlineNode[];

  constructor(outline: readonly OutlineNode[]) {
    this.#outline = outline;
  }

  #ancestors(node: OutlineNode): string[] {
    const names: string[] = [];
    for (let at = this.#outline[node.parent]; at; at = this.#outline[at.parent]) names.push(plain(at.name));
    return names.filter((name) => name !== "");
  }

  #part(node: OutlineNode): SummaryPart {
    const steps: PathStep[] = [];
    for (let at: OutlineNode | undefined = node; at && at.parent >= 0; at = this.#outline[at.parent])
      steps.push(at.name ?? at.position);
    return { text: node.text, masked: node.masked, node: node.node, path: formatJsonPath(steps.reverse()) };
  }

  /** Returns the values of the first matching rule, in its order; all values of duplicate names, which may differ. */
  find(candidates: readonly Rule[]): SummaryPart[] {
    for (const rule of candidates) {
      const found = this.#outline.filter((node) => this.#fits(node, rule));
      const [first] = found;
      if (!first) continue;
      const together = found.filter((node) => node.parent === first.parent);
      return rule.names
        .flatMap((name) => together.filter((node) => plain(node.name) === name))
        .map((node) => this.#part(node));
    }
    return [];
  }

  #fits(node: OutlineNode, rule: Rule): boolean {
    if (node.kind === "object" || node.kind === "array" || node.kind === "null") return false;
    if (node.text === "" && !node.masked) return false;
    if (!rule.names.includes(plain(node.name))) return false;
    const [around = ""] = this.#ancestors(node);
    if (rule.within && !rule.within.test(around)) return false;
    return !rule.outside?.test(around);
  }

  /** Formats each element of a list of checks as `nfc_chip: PASSED`. */
  checks(): SummaryPart[] {
    const list = this.#outline.find((node) => node.kind === "array" && checkLists.test(plain(node.name)));
    if (!list) return [];
    const at = this.#outline.indexOf(list);
    return this.#outline.flatMap((element, position) => {
      if (element.parent !== at) return [];
      const own = this.#outline.filter((node) => node.parent === position && node.text !== "");
      const pick = (names: readonly string[]) =>
        names.map((name) => own.find((node) => plain(node.name) === name)).find(Boolean);
      const name = pick(checkNames);
      const result = pick(checkResults);
      if (!name || !result) return [];
      return [{ ...this.#part(result), text: `${name.text}: ${result.text}` }];
    });
  }
}
