import type { Compare, Comparison } from "./compare-values.ts";
import { type AgreementInput, type Cell, type Source, type Statement, sources } from "./model.ts";
import type { SaidValue } from "./said.ts";

type Values = readonly (Pick<SaidValue, "text" | "path"> & Partial<SaidValue>)[];

/** Who the others are held against: a signed word first, then what was seen, then what somebody typed. */
export function orderOf(input: AgreementInput): Source[] {
  const rest: Source[] = ["record", "status", "report", "files", "request"];
  return input.token?.verdict === "valid" ? ["token", ...rest] : [...rest.slice(0, 4), "token", "request"];
}

const isOpened = (input: AgreementInput, source: Source) => input[source] !== null;

const unable: Comparison = { outcome: "not_comparable", rule: "no_rule" };
const of = (all: readonly Comparison[], wanted: Comparison["outcome"]) =>
  all.filter(({ outcome }) => outcome === wanted);

/** One contradiction counts, then any agreement, of which the rule that bends most is named. */
const gravest = (all: readonly Comparison[]) =>
  of(all, "differs")[0] ?? mostBent(of(all, "agrees")) ?? all[0] ?? unable;
/** Of a list one entry is enough, for the others may speak of something else. */
const best = (all: readonly Comparison[]) =>
  mostBent(of(all, "agrees")) ?? of(all, "not_comparable")[0] ?? all[0] ?? unable;

const sumUpOf = (values: Values) => (values.some(({ inList }) => inList) ? best : gravest);

/** What two sources say of one statement, held against each other. */
function comparePairs(left: Values, right: Values, compare: Compare): Comparison {
  return sumUpOf(left)(left.map((a) => sumUpOf(right)(right.map((b) => compare(a.text, b.text)))));
}

/**
 * Makes one row of what the sources say.
 * @param compareWith the rule for a source against the reference
 */
export function makeStatement(
  input: AgreementInput,
  bySource: ReadonlyMap<Source, Values>,
  facts: Pick<Statement, "name" | "isKnown" | "isPersonal">,
  compareWith: (source: Source) => Compare,
): Statement {
  return makeRow(input, bySource, facts, (source) => withoutSimilar(compareWith(source)));
}

/** Likeness counts as agreement until statements have an outcome of their own for it. */
const withoutSimilar =
  (compare: Compare): Compare =>
  (left, right) => {
    const { outcome, rule } = compare(left, right);
    return { outcome: outcome === "similar" ? "agrees" : outcome, rule };
  };

function makeRow(
  input: AgreementInput,
  bySource: ReadonlyMap<Source, Values>,
  facts: Pick<Statement, "name" | "isKnown" | "isPersonal">,
  compareWith: (source: Source) => Compare,
): Statement {
  const reference = orderOf(input).find((source) => bySource.has(source));
  const referenceValues = (reference && bySource.get(reference)) || [];
  const found = new Map<Source, Comparison>();
  for (const [source, values] of bySource)
    if (source !== reference) found.set(source, comparePairs(values, referenceValues, compareWith(source)));
  // A source that states a thing twice may contradict itself; a list states several things.
  const singles = referenceValues.filter(({ inList }) => !inList);
  const own = comparePairs(singles.slice(0, 1), singles.slice(1), compareWith(reference ?? "record"));
  const outcomes = [...found.values()].map(({ outcome }) => outcome);
  const has = (outcome: Comparison["outcome"]) => outcomes.includes(outcome);
  const contradictsItself = singles.length > 1 && own.outcome === "differs";
  const referenceOutcome = (): Cell["outcome"] => {
    if (contradictsItself) return "differs";
    if (has("agrees")) return "agrees";
    return has("differs") ? "differs" : "not_comparable";
  };
  const isProof = reference === "token" && input.token?.verdict === "valid" && !contradictsItself;
  const cells = sources.map((source): Cell => {
    const values = (bySource.get(source) ?? []).map(({ text, path }) => ({ text, path }));
    if (values.length === 0)
      return {
        source,
        outcome: isOpened(input, source) ? "absent" : "not_opened",
        values,
        rule: null,
        isProven: false,
      };
    if (source === reference)
      return {
        source,
        outcome: referenceOutcome(),
        values,
        rule: outcomes.length > 0 ? "reference" : "stated_once",
        isProven: false,
      };
    const { outcome, rule } = found.get(source) ?? unable;
    if (outcome === "similar") return { source, outcome: "agrees", values, rule, isProven: false };
    return { source, outcome, values, rule, isProven: isProof && outcome === "agrees" };
  });
  const comparisons = [...found.values()];
  const rule = contradictsItself ? own.rule : decisiveRule(comparisons);
  return { ...facts, cells, outcome: sumUp(outcomes, contradictsItself), rule };
}

/** Rules that bend a name, the one that bends it most first. */
const bending = [
  "fewer_given_names",
  "other_order",
  "without_particles",
  "machine_readable",
  "umlauts_written_out",
  "without_diacritics",
];

/** The agreement that had to bend most, which says more than equal text does. */
function mostBent(agreeing: readonly Comparison[]): Comparison | undefined {
  for (const rule of bending) {
    const found = agreeing.find((comparison) => comparison.rule === rule);
    if (found) return found;
  }
  return agreeing.find(({ rule }) => rule !== "equal_text") ?? agreeing[0];
}

/** The rule of a contradiction; else that of the agreement that had to bend most. */
function decisiveRule(comparisons: readonly Comparison[]): string | null {
  return (
    comparisons.find(({ outcome }) => outcome === "differs")?.rule ??
    mostBent(comparisons.filter(({ outcome }) => outcome === "agrees"))?.rule ??
    comparisons[0]?.rule ??
    null
  );
}

function sumUp(outcomes: Comparison["outcome"][], contradictsItself: boolean): Statement["outcome"] {
  if (contradictsItself || outcomes.includes("differs")) return "differs";
  if (outcomes.length === 0) return "single";
  return outcomes.includes("agrees") ? "agrees" : "not_comparable";
}
