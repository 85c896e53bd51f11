import type { Agreement, Cell, Source, Statement } from "./model.ts";

/** A value as one artefact states it. */
export type StatedValue = { text: string; source: Source };

/** How the requested name relates to the identified one; `rule` is the stable name of the matching rule. */
export type NameRelation = { kind: "same_spelling" | "to_review" | "different"; rule: string | null };

export type PersonDescription = {
  birthDate: StatedValue | null;
  nationality: StatedValue | null;
  documentType: StatedValue | null;
  issuingCountry: StatedValue | null;
  documentNumber: StatedValue | null;
  issued: StatedValue | null;
  expires: StatedValue | null;
  /** How the person was identified. */
  method: StatedValue | null;
  /** Whether the document was valid on the day of the identification; null if that is not known. */
  isValidThatDay: boolean | null;
  /** Null if the names are equal, or one of them is missing. */
  name: NameRelation | null;
};

/** The token first, because it may be signed; the request only says who was expected. */
const preferred: readonly Source[] = ["token", "record", "files", "report"];

function findStatement(agreement: Agreement, name: string): Statement | null {
  return agreement.statements.find((statement) => statement.isKnown && statement.name === name) ?? null;
}

function findValue(agreement: Agreement, name: string): StatedValue | null {
  const cells = findStatement(agreement, name)?.cells ?? [];
  for (const source of preferred) {
    const text = cells.find((cell) => cell.source === source)?.values[0]?.text;
    if (text !== undefined) return { text, source };
  }
  return null;
}

const names = ["family_name", "given_name", "full_name"] as const;
const rank = { different: 2, to_review: 1, same_spelling: 0 } as const;

function readRelation({ outcome, rule }: Pick<Cell, "outcome" | "rule">): NameRelation | null {
  if (outcome === "differs") return { kind: "different", rule };
  if (outcome === "similar" || outcome === "not_comparable" || outcome === "not_understood")
    return { kind: "to_review", rule };
  const isPlain = rule === null || rule === "equal_text" || rule === "reference" || rule === "stated_once";
  return outcome === "agrees" && !isPlain ? { kind: "same_spelling", rule } : null;
}

/** The most serious relation between the requested name and the name that an artefact states. */
function findNameRelation(agreement: Agreement): NameRelation | null {
  const found = names.flatMap((name) => {
    const statement = findStatement(agreement, name);
    const isRequested = statement?.cells.some(({ source, values }) => source === "request" && values.length > 0);
    if (!statement || !isRequested) return [];
    // The row compares with its reference; another pair of sources says nothing about the request.
    const isReference = statement.reference === "request";
    const compared = statement.cells.filter(({ source }) => isReference || source === "request");
    return compared.flatMap((cell) => readRelation(cell) ?? []);
  });
  return found.toSorted((one, other) => rank[other.kind] - rank[one.kind])[0] ?? null;
}

/** Collects who was identified, as the evidence states it. Nothing is guessed: what no artefact states is null. */
export function describePerson(agreement: Agreement): PersonDescription {
  const valid = findStatement(agreement, "document_valid");
  return {
    birthDate: findValue(agreement, "birth_date"),
    nationality: findValue(agreement, "nationality"),
    documentType: findValue(agreement, "document_type"),
    issuingCountry: findValue(agreement, "issuing_country"),
    documentNumber: findValue(agreement, "document_number"),
    issued: findValue(agreement, "document_issue"),
    expires: findValue(agreement, "document_expiry"),
    method: agreement.method,
    isValidThatDay:
      valid === null ? null : valid.outcome === "agrees" ? true : valid.outcome === "differs" ? false : null,
    name: findNameRelation(agreement),
  };
}
