import type { CompareFunction, ValueComparison } from "./comparison.ts";
import { readDocumentType } from "./document-types.ts";
import type { StatedValue } from "./stated-values.ts";

/** ValueComparison of one source with the reference. `decisive` is the value that decided, if one did. */
export type SourceComparison = {
  outcome: ValueComparison["outcome"] | "not_understood";
  rule: string;
  decisive?: StatedValue | undefined;
};

export type SourceOptions = {
  /** Document types of the source, to distinguish a second document from a contradiction. */
  types?: readonly StatedValue[];
  /** Detects a number altered in one or two characters. */
  isAlmostEqual?: (left: string, right: string) => boolean;
  /** True for values that a person has once, such as a birth date: another value is another person's. */
  isLifelong?: boolean;
};

type Compared = { value: StatedValue; comparison: ValueComparison };

const preference: readonly ValueComparison["outcome"][] = ["agrees", "similar", "not_comparable", "differs"];

/** Caches comparisons, because a list may state one value many times. */
function remember(compare: CompareFunction): CompareFunction {
  const known = new Map<string, ValueComparison>();
  return (left, right) => {
    const key = `${left}\u0000${right}`;
    const found = known.get(key) ?? compare(left, right);
    known.set(key, found);
    return found;
  };
}

/** Selects the most favourable comparison: a value must match one of the reference's values. */
function best(all: readonly ValueComparison[]): ValueComparison {
  for (const outcome of preference) {
    const found = all.find((comparison) => comparison.outcome === outcome);
    if (found) return found;
  }
  return { outcome: "not_comparable", rule: "no_rule" };
}

/** Compares a list as one joined value, else as forms that must each match. */
function compareParts(
  parts: readonly string[],
  text: string,
  reference: string,
  compare: CompareFunction,
): ValueComparison {
  const joined = [compare(text, reference), compare(parts.join(""), reference)];
  const whole = best(joined);
  if (whole.outcome === "agrees") return whole;
  const each = parts.map((part) => compare(part, reference));
  if (each.every(({ outcome }) => outcome === "agrees")) return each[0] ?? whole;
  if (whole.outcome === "differs" && each.some(({ outcome }) => outcome === "agrees" || outcome === "similar"))
    return { outcome: "not_comparable", rule: "several_values" };
  return whole;
}

const byMeaning = (value: StatedValue): StatedValue => (value.meaning ? { ...value, text: value.meaning } : value);

function compareValue(
  value: StatedValue,
  references: readonly StatedValue[],
  compare: CompareFunction,
): ValueComparison {
  return best(
    references.map((reference) => {
      if (value.parts) return compareParts(value.parts, value.text, reference.text, compare);
      if (reference.parts) return compareParts(reference.parts, reference.text, value.text, (a, b) => compare(b, a));
      return best([value.text, ...(value.alternatives ?? [])].map((text) => compare(text, reference.text)));
    }),
  );
}

const has = (all: readonly Compared[], outcome: ValueComparison["outcome"]) =>
  all.find(({ comparison }) => comparison.outcome === outcome)?.comparison;

/** True for a list element and elements nested in it. */
const isWithin = (group: string, around: string) =>
  around !== "" && (group === around || group.startsWith(`${around}.`) || group.startsWith(`${around}[`));

/** Finds other documents of the person, whose list element or section (`residencePermit`) has another type. */
function findOtherDocuments(all: readonly Compared[], types: readonly StatedValue[]): ReadonlySet<StatedValue> {
  const typeOf = ({ group, section }: StatedValue) => {
    const type = types.find((one) => isWithin(group, one.group))?.text;
    return type === undefined ? (section ?? null) : (readDocumentType(type) ?? type.toLowerCase());
  };
  const agreeing = new Set(
    all.filter(({ comparison }) => comparison.outcome === "agrees").map(({ value }) => typeOf(value)),
  );
  if (agreeing.size === 0 || agreeing.has(null)) return new Set();
  return new Set(
    all.map(({ value }) => value).filter((value) => typeOf(value) !== null && !agreeing.has(typeOf(value))),
  );
}

/** Compares all values of a source with the reference; the strength of the name weights a difference. */
export function compareSource(
  values: readonly StatedValue[],
  references: readonly StatedValue[],
  rule: CompareFunction,
  { types = [], isLifelong = false, isAlmostEqual = () => false }: SourceOptions = {},
): SourceComparison {
  const compare = remember(rule);
  const usable = references.filter(({ strength }) => strength !== "unread" && strength !== "foreign").map(byMeaning);
  const all = values.map((value): Compared => ({ value, comparison: compareValue(byMeaning(value), usable, compare) }));
  const others = isLifelong ? new Set<StatedValue>() : findOtherDocuments(all, types);
  const isNear = ({ text }: StatedValue) => usable.some((reference) => isAlmostEqual(text, reference.text));
  const counted = all.filter(({ value }) => !others.has(value) || isNear(value));
  const found = weigh(counted, types, isLifelong, isNear);
  return { ...found, decisive: findDecisive(counted, found) };
}

function findDecisive(counted: readonly Compared[], { outcome, rule }: SourceComparison): StatedValue | undefined {
  if (outcome === "agrees") return undefined;
  const isOne = ({ value, comparison }: Compared) =>
    outcome === "not_understood"
      ? comparison.outcome !== "agrees"
      : rule === "several_values" || rule === "other_value"
        ? comparison.outcome === "differs"
        : comparison.outcome === outcome && comparison.rule === rule && value.strength !== "unread";
  return counted.find(isOne)?.value;
}

function weigh(
  counted: readonly Compared[],
  types: readonly StatedValue[],
  isLifelong: boolean,
  isNear: (value: StatedValue) => boolean,
): SourceComparison {
  const named = counted.filter(({ value }) => value.strength === "named");
  const loose = counted.filter(({ value }) => value.strength === "qualified" || value.strength === "ambiguous");
  const read = [...named, ...loose];
  const agrees = has(named, "agrees") ?? has(loose, "agrees");

  // An unreadable value prevents agreement, unless its text equals the reference.
  if (counted.some(({ value, comparison }) => value.strength === "unread" && comparison.outcome !== "agrees"))
    return has(named, "differs") && !agrees
      ? decided(has(named, "differs"))
      : { outcome: "not_understood", rule: "not_read" };
  const differing = named.filter(({ comparison }) => comparison.outcome === "differs");
  if (differing.length > 0) {
    const isListed = differing.every(
      ({ value }) =>
        (value.group !== "" || (value.section ?? null) !== null) &&
        !(isLifelong && types.some((type) => isWithin(value.group, type.group))),
    );
    if (agrees && isListed) return { outcome: "not_comparable", rule: "several_values" };
    return decided(differing[0]?.comparison);
  }
  const similar = has(named, "similar");
  if (similar) return similar;
  const unable = has(named, "not_comparable");
  if (unable) return unable;
  if (loose.some(({ value, comparison }) => value.strength === "qualified" && comparison.outcome === "differs"))
    return { outcome: "not_comparable", rule: "other_value" };
  // A partial match under an uncertain field name is part of another name.
  if (named.length > 0 && loose.some(({ comparison }) => comparison.rule === "part_of_name"))
    return { outcome: "not_comparable", rule: "other_value" };
  if (loose.some(({ value, comparison }) => comparison.outcome === "differs" && isNear(value)))
    return { outcome: "not_comparable", rule: "other_value" };
  if (agrees) return mostBent(read) ?? agrees;
  const looseSimilar = has(loose, "similar") ?? has(loose, "not_comparable");
  if (looseSimilar) return looseSimilar;
  if (read.length === 0 && counted.some(({ value }) => value.strength === "foreign"))
    return { outcome: "not_understood", rule: "under_unknown_name" };
  if (read.length === 0 && counted.length > 0 && counted.every(({ comparison }) => comparison.outcome === "agrees"))
    return { outcome: "agrees", rule: "equal_text" };
  // Ambiguous names do not count as contradictions.
  return { outcome: "not_understood", rule: "not_read" };
}

const decided = (comparison: ValueComparison | undefined): SourceComparison =>
  comparison ?? { outcome: "not_comparable", rule: "no_rule" };

/** Prefers an agreement under a rule, which is more informative than equal text. */
const mostBent = (all: readonly Compared[]) =>
  all.find(({ comparison }) => comparison.outcome === "agrees" && comparison.rule !== "equal_text")?.comparison;
