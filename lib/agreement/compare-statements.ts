import { formatJsonPath } from "#lib/formats/json/path";
import type { CollectedValues } from "./collect-values.ts";
import { collectValues } from "./collect-values.ts";
import { isAlmostEqualNumber } from "./compare-document-numbers.ts";
import { compareNames } from "./compare-names.ts";
import { type CompareFunction, compareText } from "./comparison.ts";
import { makeRow, sourcePrecedence } from "./comparison-row.ts";
import { type Concept, conceptByName, concepts } from "./concepts.ts";
import { identityConcepts } from "./core-concepts.ts";
import { deriveStatements } from "./derive-values.ts";
import { matchByPath } from "./match-by-path.ts";
import { matchConcept } from "./match-concept.ts";
import type { CheckFindings } from "./model.ts";
import { type AgreementInput, type JsonPrimitive, type Source, type Statement, sources } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";
import { memberNamesOf } from "./steps.ts";

const firstText = (stated: StatedValues, concept: string, source: Source) =>
  stated.valuesOf(concept, source).find(({ strength }) => strength !== "unread" && strength !== "foreign")?.text;

function joinedName(stated: StatedValues, source: Source): string | null {
  const [given, family] = [firstText(stated, "given_name", source), firstText(stated, "family_name", source)];
  return given && family ? `${given} ${family}` : null;
}

/** Swapped given and family names are one person's names; their rows agree under that rule. */
function compareWholeNames(
  stated: StatedValues,
  compare: CompareFunction,
  left: Source,
  right: Source,
): CompareFunction {
  return (a, b) => {
    const direct = compare(a, b);
    if (direct.outcome !== "differs") return direct;
    const [one, other] = [joinedName(stated, left), joinedName(stated, right)];
    return one && other && compareNames(one, other) === "other_order"
      ? { outcome: "similar", rule: "other_order" }
      : direct;
  };
}

/** Compares a source's full name with given and family name joined. */
function completeFullNames(stated: StatedValues) {
  const full = stated.get("full_name");
  if (!full) return;
  for (const source of sources) {
    const name = joinedName(stated, source);
    const path = stated.valuesOf("family_name", source)[0]?.path;
    if (!full.has(source) && name && path)
      full.set(source, [{ text: name, path, strength: "named", group: "", parts: null }]);
  }
}

/** Adds the given name joined with the middle name as one form of the given name. */
function completeGivenNames(stated: StatedValues) {
  for (const source of sources) {
    const [middle] = stated.valuesOf("middle_name", source);
    const given = stated.get("given_name")?.get(source);
    if (!middle || !given) continue;
    stated.get("given_name")?.set(
      source,
      given.map((value) => ({ ...value, text: `${value.text} ${middle.text}`, parts: null, path: value.path })),
    );
  }
}

/** Reports a number under an ambiguous name (`idNumber`) that is almost the document number. */
function addAlmostEqual(stated: StatedValues, source: Source, rest: readonly JsonPrimitive[], wanted: string) {
  for (const { text, steps, kind } of rest)
    if (
      kind !== "boolean" &&
      isAlmostEqualNumber(text, wanted) &&
      matchConcept(memberNamesOf(steps))?.concept === "document_number"
    )
      stated.add("document_number", source, {
        text,
        path: formatJsonPath(steps),
        strength: "qualified",
        group: "",
        parts: null,
      });
}

/** Adds texts under unexplained names that equal another source's value, as present but not read. */
function addForeignValues(input: AgreementInput, { stated, rest }: CollectedValues) {
  for (const name of identityConcepts) {
    const concept = conceptByName.get(name) as Concept;
    const reference = sourcePrecedence(input).find((source) => firstText(stated, name, source) !== undefined);
    const wanted = reference && firstText(stated, name, reference);
    if (!wanted) continue;
    for (const source of ["record", "token", "files"] as const) {
      if (name === "document_number" && source !== reference) addAlmostEqual(stated, source, rest[source], wanted);
      if (source === reference || stated.valuesOf(name, source).length > 0) continue;
      const found = rest[source].find(
        ({ kind, text }) => kind !== "boolean" && text.length > 1 && concept.compare(text, wanted).outcome === "agrees",
      );
      if (found)
        stated.add(name, source, {
          text: found.text,
          path: formatJsonPath(found.steps),
          strength: "foreign",
          group: "",
          parts: null,
        });
    }
  }
}

const ofTheSignature = ["certificate_subject", "quality", "legislation", "signed_at"];

const rank = { differs: 0, not_understood: 1, similar: 2, not_comparable: 3, agrees: 4, single: 5 } as const;
/** Concepts of one document; a person may have several. */
const ofADocument = new Set([
  "document_number",
  "document_type",
  "issuing_country",
  "document_issue",
  "document_expiry",
]);

export type StatementComparison = {
  statements: Statement[];
  stated: StatedValues;
  checks: CheckFindings;
  isCut: boolean;
};

/** Compares statements: differences, not understood, to review, not comparable, agreements, stated once. Pure. */
export function compareStatements(input: AgreementInput): StatementComparison {
  const collected = collectValues(input);
  const { stated, rest, checks } = collected;
  completeGivenNames(stated);
  completeFullNames(stated);
  addForeignValues(input, collected);
  const optionsOf = (name: string) => (source: Source) =>
    ofADocument.has(name) || name === "birth_date"
      ? {
          types: stated.valuesOf("document_type", source),
          isLifelong: name === "birth_date",
          ...(name === "document_number" && { isAlmostEqual: isAlmostEqualNumber }),
        }
      : {};
  const statements = concepts.flatMap(({ name, isPersonal, compare }) => {
    const bySource = stated.get(name);
    if (!bySource) return [];
    const reference = sourcePrecedence(input).find((source) => bySource.has(source));
    const isName = name === "given_name" || name === "family_name";
    const compareWith = (source: Source) =>
      isName && reference ? compareWholeNames(stated, compare, source, reference) : compare;
    return [makeRow(input, bySource, { name, isKnown: true, isPersonal }, compareWith, optionsOf(name))];
  });
  for (const name of ofTheSignature) {
    const bySource = stated.get(name);
    const isPersonal = name === "certificate_subject";
    if (bySource?.has("report"))
      statements.push(makeRow(input, bySource, { name, isKnown: true, isPersonal }, () => compareText));
  }
  const all = [...statements, ...deriveStatements(input, stated), ...matchByPath(input, rest)];
  return {
    statements: all.sort((left, right) => rank[left.outcome] - rank[right.outcome]),
    stated,
    checks,
    isCut: stated.isCut,
  };
}
