import { compareSource, type SourceComparison, type SourceOptions } from "./compare-source.ts";
import type { CompareFunction } from "./comparison.ts";
import {
  type AgreementInput,
  type Cell,
  type CellOutcome,
  type Source,
  type Statement,
  type StatementOutcome,
  sources,
} from "./model.ts";
import type { StatedValue } from "./stated-values.ts";

/** Sources that can state a concept: a status does not name a person, nor a request a birth date. */
const readSources: ReadonlySet<Source> = new Set(["record", "token", "files"]);

/** Order of reference: signed values, then document data, then typed data. */
export function sourcePrecedence(input: AgreementInput): Source[] {
  const rest: Source[] = ["record", "status", "report", "files", "request"];
  return input.token?.verdict === "valid" ? ["token", ...rest] : [...rest.slice(0, 4), "token", "request"];
}

const isUsable = ({ strength }: StatedValue) => strength !== "unread" && strength !== "foreign";

/** Selects the first source in precedence with the strongest value; an ambiguous name yields to a sure one. */
function findReference(
  input: AgreementInput,
  bySource: ReadonlyMap<Source, readonly StatedValue[]>,
): Source | undefined {
  const order = sourcePrecedence(input);
  const has = (source: Source, isWanted: (value: StatedValue) => boolean) =>
    (bySource.get(source) ?? []).some(isWanted);
  return (
    order.find((source) => has(source, ({ strength }) => strength === "named")) ??
    order.find((source) => has(source, isUsable)) ??
    order.find((source) => bySource.has(source))
  );
}

/** Cell outcomes by severity, for the row. */
const outcomesBySeverity: readonly CellOutcome[] = ["differs", "not_understood", "not_comparable", "similar", "agrees"];

function sumUp(comparisons: readonly SourceComparison[], own: SourceComparison): StatementOutcome {
  if (own.outcome !== "agrees") return own.outcome;
  for (const outcome of outcomesBySeverity)
    if (comparisons.some((comparison) => comparison.outcome === outcome)) return outcome as StatementOutcome;
  return "single";
}

/** Name rules, weakest first. */
const bending = [
  "machine_readable",
  "umlauts_written_out",
  "transliteration",
  "academic_title",
  "without_diacritics",
  "letter_case",
];

/** Returns the rule of the most severe comparison, or of the weakest agreement. */
function decisiveRule(
  outcome: StatementOutcome,
  comparisons: readonly SourceComparison[],
  own: SourceComparison,
): string | null {
  const deciding = [own, ...comparisons].filter((comparison) => comparison.outcome === outcome);
  if (outcome !== "agrees") return deciding[0]?.rule ?? null;
  const rules = comparisons.map(({ rule }) => rule);
  return (
    bending.find((rule) => rules.includes(rule)) ?? rules.find((rule) => rule !== "equal_text") ?? rules[0] ?? null
  );
}

/** Puts the decisive value first, which headlines quote and short cells show. */
const shownValues = (values: readonly StatedValue[], decisive: StatedValue | undefined) =>
  values.toSorted((a, b) => Number(b === decisive) - Number(a === decisive)).map(({ text, path }) => ({ text, path }));

/** Makes one table row. `compareWith` compares a source with the reference. */
export function makeRow(
  input: AgreementInput,
  bySource: ReadonlyMap<Source, readonly StatedValue[]>,
  facts: Pick<Statement, "name" | "isKnown" | "isPersonal">,
  compareWith: (source: Source) => CompareFunction,
  optionsOf: (source: Source) => SourceOptions = () => ({}),
): Statement {
  const reference = findReference(input, bySource);
  const referenceValues = (reference && bySource.get(reference)) || [];
  const found = new Map<Source, SourceComparison>();
  for (const [source, values] of bySource)
    if (source !== reference)
      found.set(source, compareSource(values, referenceValues, compareWith(source), optionsOf(source)));
  // A source may contradict itself.
  const own: SourceComparison = reference
    ? compareSource(
        referenceValues,
        referenceValues.filter(isUsable).slice(0, 1),
        compareWith(reference),
        optionsOf(reference),
      )
    : { outcome: "agrees", rule: "equal_text" };
  const comparisons = [...found.values()];
  const outcome = sumUp(comparisons, own);
  const isProof = reference === "token" && input.token?.verdict === "valid" && own.outcome === "agrees";
  const referenceOutcome = (): CellOutcome => {
    if (own.outcome !== "agrees") return own.outcome;
    const isContradicted = comparisons.some((comparison) => comparison.outcome === "differs");
    return isContradicted && !comparisons.some((comparison) => comparison.outcome === "agrees") ? "differs" : "agrees";
  };
  const cells = sources.map((source): Cell => {
    const stated = bySource.get(source) ?? [];
    const values =
      source === reference && own.decisive
        ? [...shownValues(stated.slice(0, 1), undefined), ...shownValues(stated.slice(1), own.decisive)]
        : shownValues(stated, found.get(source)?.decisive);
    const silent = { source, values, rule: null, isProven: false };
    if (values.length === 0) {
      if (input[source] === null) return { ...silent, outcome: "not_opened" };
      return { ...silent, outcome: readSources.has(source) ? "not_confirmed" : "absent" };
    }
    if (source === reference)
      return { ...silent, outcome: referenceOutcome(), rule: comparisons.length > 0 ? "reference" : "stated_once" };
    const { outcome: cellOutcome, rule } = found.get(source) ?? { outcome: "not_comparable" as const, rule: "no_rule" };
    return { ...silent, outcome: cellOutcome, rule, isProven: isProof && cellOutcome === "agrees" };
  });
  return {
    ...facts,
    cells,
    outcome,
    rule: decisiveRule(outcome, comparisons, own),
    reference: comparisons.length > 0 ? (reference ?? null) : null,
  };
}
