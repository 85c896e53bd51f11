import { readMoment, readPlainDate } from "./compare-values.ts";
import { type AgreementInput, type Cell, type Source, type Statement, sources } from "./model.ts";
import type { Said } from "./said.ts";
import { zoneHolds, zoneStatement } from "./say-zones.ts";

type Value = { text: string; path: string };
type Placed = Value & { source: Source };

function all(said: Said, statement: string): Placed[] {
  return [...(said.get(statement) ?? [])].flatMap(([source, values]) => values.map((value) => ({ ...value, source })));
}

function makeRow(
  input: AgreementInput,
  name: string,
  values: Placed[],
  outcome: "agrees" | "differs",
  rule: string,
  guilty: readonly Placed[],
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
    const isGuilty = own.some((value) => guilty.includes(value));
    const state = outcome === "agrees" ? "agrees" : isGuilty ? "differs" : "not_comparable";
    return { source, outcome: state, values: own.map(({ text, path }) => ({ text, path })), rule, isProven: false };
  });
  return { name, isKnown: true, isPersonal: name === "document_valid", outcome, rule, cells };
}

/** Was the document valid on the day of the identification? */
function deriveDocumentValid(input: AgreementInput, said: Said): Statement[] {
  const days = all(said, "completed_at").concat(all(said, "started_at"));
  const day = days.map((value) => ({ value, at: readMoment(value.text) })).find(({ at }) => at !== null);
  const expiries = all(said, "document_expiry").filter(({ text }) => readPlainDate(text) !== null);
  if (!day || day.at === null || expiries.length === 0) return [];
  const identifiedOn = new Date(day.at).toISOString().slice(0, 10);
  const over = expiries.filter(({ text }) => (readPlainDate(text) ?? "") < identifiedOn);
  const outcome = over.length > 0 ? "differs" : "agrees";
  const values = expiries.some(({ source }) => source === day.value.source) ? expiries : [...expiries, day.value];
  return [makeRow(input, "document_valid", values, outcome, "valid_that_day", over)];
}

const order = ["created_at", "started_at", "completed_at", "reviewed_at", "signed_at"];

/** Times that cannot have followed each other: started before created, completed before started, signed before identified. */
function deriveTimeOrder(input: AgreementInput, said: Said): Statement[] {
  const placed = order.flatMap((statement, rank) =>
    all(said, statement).flatMap((value) => {
      const at = readMoment(value.text);
      return at === null ? [] : [{ ...value, at, rank }];
    }),
  );
  if (new Set(placed.map(({ rank }) => rank)).size < 2) return [];
  // Sources round to seconds, some up and some down.
  const guilty = placed.filter((later) =>
    placed.some((earlier) => earlier.rank < later.rank && later.at < earlier.at - 1000),
  );
  const unseen = placed.filter(
    (value, index) => placed.findIndex((other) => other.source === value.source && other.text === value.text) === index,
  );
  return [makeRow(input, "time_order", unseen, guilty.length > 0 ? "differs" : "agrees", "possible_order", guilty)];
}

/** Do the check digits of the machine-readable zone fit what it says (ICAO Doc 9303 part 3 section 4.9)? */
function deriveZone(input: AgreementInput, said: Said): Statement[] {
  const zones = all(said, zoneStatement);
  const wrong = zones.filter(({ text }) => text !== zoneHolds);
  if (zones.length === 0) return [];
  return [makeRow(input, zoneStatement, zones, wrong.length > 0 ? "differs" : "agrees", "check_digits", wrong)];
}

/** Rows that no single value makes: they hold one statement against another. */
export function deriveStatements(input: AgreementInput, said: Said): Statement[] {
  return [...deriveDocumentValid(input, said), ...deriveTimeOrder(input, said), ...deriveZone(input, said)];
}
