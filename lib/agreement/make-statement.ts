import type { Compare, Comparison } from "./compare-values.ts";
import { type AgreementInput, type Cell, type Source, type Statement, sources } from "./model.ts";

type Values = { text: string; path: string }[];

/** Who the others are held against: a signed word first, then what was seen, then what somebody typed. */
export function orderOf(input: AgreementInput): Source[] {
  const rest: Source[] = ["record", "status", "report", "files", "request"];
  return input.token?.verdict === "valid" ? ["token", ...rest] : [...rest.slice(0, 4), "token", "request"];
}

const isOpened = (input: AgreementInput, source: Source) => input[source] !== null;

/** The gravest of all pairs: one contradiction counts, then any agreement. */
function comparePairs(left: Values, right: Values, compare: Compare): Comparison {
  const all = left.flatMap((a) => right.map((b) => compare(a.text, b.text)));
  return (
    all.find(({ outcome }) => outcome === "differs") ??
    all.find(({ outcome }) => outcome === "agrees") ??
    all[0] ?? { outcome: "not_comparable", rule: "no_rule" }
  );
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
  const reference = orderOf(input).find((source) => bySource.has(source));
  const referenceValues = (reference && bySource.get(reference)) || [];
  const found = new Map<Source, Comparison>();
  for (const [source, values] of bySource)
    if (source !== reference) found.set(source, comparePairs(values, referenceValues, compareWith(source)));
  // A source that states a thing twice may contradict itself.
  const own = comparePairs(referenceValues.slice(0, 1), referenceValues.slice(1), compareWith(reference ?? "record"));
  const outcomes = [...found.values()].map(({ outcome }) => outcome);
  const has = (outcome: Comparison["outcome"]) => outcomes.includes(outcome);
  const contradictsItself = referenceValues.length > 1 && own.outcome === "differs";
  const referenceOutcome = (): Cell["outcome"] => {
    if (contradictsItself) return "differs";
    if (has("agrees")) return "agrees";
    return has("differs") ? "differs" : "not_comparable";
  };
  const isProof = reference === "token" && input.token?.verdict === "valid" && !contradictsItself;
  const cells = sources.map((source): Cell => {
    const values = bySource.get(source) ?? [];
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
    const { outcome, rule } = found.get(source) ?? { outcome: "not_comparable" as const, rule: "no_rule" };
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

/** The rule of a contradiction; else the one that had to bend most, which says more than equal text does. */
function decisiveRule(comparisons: readonly Comparison[]): string | null {
  const agreeing = comparisons.filter(({ outcome }) => outcome === "agrees").map(({ rule }) => rule);
  return (
    comparisons.find(({ outcome }) => outcome === "differs")?.rule ??
    bending.find((rule) => agreeing.includes(rule)) ??
    agreeing.find((rule) => rule !== "equal_text") ??
    agreeing[0] ??
    comparisons[0]?.rule ??
    null
  );
}

function sumUp(outcomes: Comparison["outcome"][], contradictsItself: boolean): Statement["outcome"] {
  if (contradictsItself || outcomes.includes("differs")) return "differs";
  if (outcomes.length === 0) return "single";
  return outcomes.includes("agrees") ? "agrees" : "not_comparable";
}
