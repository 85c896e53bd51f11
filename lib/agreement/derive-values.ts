import { readMoment } from "./compare-moments.ts";
import { type AgreementInput, type Cell, type Source, type Statement, sources } from "./model.ts";
import { mrzHolds, mrzStatement } from "./mrz-values.ts";
import { readPlainDate } from "./read-date.ts";
import type { StatedValues } from "./stated-values.ts";

type LocatedValue = { text: string; path: string; source: Source; group: string };

function all(stated: StatedValues, statement: string): LocatedValue[] {
  return [...(stated.get(statement) ?? [])].flatMap(([source, values]) =>
    values
      .filter(({ strength }) => strength === "named")
      .map(({ text, path, group }) => ({ text, path, source, group })),
  );
}

function makeRow(
  input: AgreementInput,
  name: string,
  values: LocatedValue[],
  outcome: "agrees" | "differs" | "not_comparable",
  rule: string,
  wrongOnes: readonly LocatedValue[],
  deciding: readonly LocatedValue[] = [],
): Statement {
  const cells = sources.map((source): Cell => {
    const own = values.filter((value) => value.source === source);
    if (own.length === 0)
      return {
        source,
        outcome: input[source] === null ? "not_opened" : "absent",
        values: [],
        rule: null,
        isProven: false,
      };
    const isWrong = own.some((value) => wrongOnes.includes(value));
    const state = outcome === "differs" && !isWrong ? "not_comparable" : outcome;
    return { source, outcome: state, values: own.map(({ text, path }) => ({ text, path })), rule, isProven: false };
  });
  return {
    name,
    isKnown: true,
    isPersonal: name === "document_valid",
    outcome,
    rule,
    reference: null,
    cells,
    deciding: deciding.map(({ source, text, path }) => ({ source, text, path })),
  };
}

/** Values for "no expiry"; documents of a living person do not end on them. */
const unsetDays = /^(?:000[01]-|1601-01-01|1753-01-01|1899-12-30|1900-01-01|1970-01-01)/;

const readExpiry = (text: string): string | null => {
  const day = readPlainDate(text);
  return day === null || unsetDays.test(day) ? null : day;
};

/** Tests whether the document was valid on the day of the identification. */
function deriveDocumentValid(input: AgreementInput, stated: StatedValues): Statement[] {
  const days = all(stated, "completed_at").concat(all(stated, "started_at"));
  const day = days.map((value) => ({ value, at: readMoment(value.text) })).find(({ at }) => at !== null);
  const expiries = all(stated, "document_expiry").filter(({ text }) => readExpiry(text) !== null);
  if (!day || day.at === null || expiries.length === 0) return [];
  const identifiedOn = new Date(day.at).toISOString().slice(0, 10);
  const over = expiries.filter(({ text }) => (readExpiry(text) ?? "") < identifiedOn);
  const values = expiries.some(({ source }) => source === day.value.source) ? expiries : [...expiries, day.value];
  const [first] = over;
  if (!first) return [makeRow(input, "document_valid", values, "agrees", "valid_that_day", [])];
  // Beside a valid document in the same list, an expired one is not a contradiction.
  const isOther = ({ group, source }: LocatedValue) =>
    group !== "" &&
    expiries.some((one) => !over.includes(one) && one.source === source && one.group !== "" && one.group !== group);
  const [outcome, rule] = over.every(isOther)
    ? (["not_comparable", "several_values"] as const)
    : (["differs", "valid_that_day"] as const);
  return [makeRow(input, "document_valid", values, outcome, rule, over, [day.value, first])];
}

/** Possible orders of times within one source, because clocks differ. A review may precede or follow completion. */
const orders: readonly { source: Source; statements: readonly string[] }[] = [
  { source: "status", statements: ["created_at", "started_at", "completed_at"] },
  { source: "status", statements: ["created_at", "started_at", "reviewed_at"] },
  ...(["record", "token"] as const).flatMap((source) => [
    { source, statements: ["started_at", "completed_at"] },
    { source, statements: ["started_at", "reviewed_at"] },
  ]),
];

type Ranked = LocatedValue & { at: number; rank: number };

const rankTimes = (values: readonly LocatedValue[], rank: number): Ranked[] =>
  values.flatMap((value) => {
    const at = readMoment(value.text);
    return at === null ? [] : [{ ...value, at, rank }];
  });

/** Allows for rounding to seconds, up or down. */
const isBefore = (later: Ranked, earlier: Ranked) => earlier.rank < later.rank && later.at < earlier.at - 1000;
const findImpossible = (times: readonly Ranked[]) =>
  times.filter((later) => times.some((earlier) => isBefore(later, earlier)));

/** Finds impossible orders: started before created, completed before started, signed before identified. */
function deriveTimeOrder(input: AgreementInput, stated: StatedValues): Statement[] {
  const chains = orders.map(({ source, statements }) =>
    statements.flatMap((statement, rank) =>
      rankTimes(
        all(stated, statement).filter((value) => value.source === source),
        rank,
      ),
    ),
  );
  const completed = rankTimes(
    all(stated, "completed_at").filter(({ source }) => source === "status"),
    0,
  );
  chains.push([...completed, ...rankTimes(all(stated, "signed_at"), 1)]);
  const ordered = chains.filter((chain) => new Set(chain.map(({ rank }) => rank)).size > 1);
  if (ordered.length === 0) return [];
  const wrong = ordered.flatMap(findImpossible);
  const [later] = wrong;
  const earlier = later && ordered.flat().find((time) => time.source === later.source && isBefore(later, time));
  const shown = ordered.flat();
  const unseen = shown.filter(
    (value, index) => shown.findIndex((other) => other.source === value.source && other.text === value.text) === index,
  );
  const isWrong = (value: Ranked) => wrong.some((other) => other.source === value.source && other.text === value.text);
  return [
    makeRow(
      input,
      "time_order",
      unseen,
      wrong.length > 0 ? "differs" : "agrees",
      "possible_order",
      unseen.filter(isWrong),
      earlier && later ? [earlier, later] : [],
    ),
  ];
}

/** Verifies MRZ check digits (ICAO Doc 9303 part 3 section 4.9). */
function deriveZone(input: AgreementInput, stated: StatedValues): Statement[] {
  const zones = all(stated, mrzStatement);
  const wrong = zones.filter(({ text }) => text !== mrzHolds);
  if (zones.length === 0) return [];
  return [makeRow(input, mrzStatement, zones, wrong.length > 0 ? "differs" : "agrees", "check_digits", wrong)];
}

/** Adds rows that compare one statement with another. */
export function deriveStatements(input: AgreementInput, stated: StatedValues): Statement[] {
  return [...deriveDocumentValid(input, stated), ...deriveTimeOrder(input, stated), ...deriveZone(input, stated)];
}
