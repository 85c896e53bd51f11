import type { Cell, CheckNote, DigestClaim, Gap, Source, Statement } from "./model.ts";

type SourceValue = { source: Source; text: string; path: string };

/** What decided a conclusion, with the values on both sides. */
export type DecisiveFact =
  | {
      kind: "statement";
      name: string;
      isKnown: boolean;
      isPersonal: boolean;
      rule: string | null;
      values: SourceValue[];
    }
  | { kind: "gaps"; concepts: string[]; sources: Source[]; rule: string | null; values: SourceValue[] }
  | {
      kind: "digest";
      file: string | null;
      fileNumber: number | null;
      body: Source | null;
      claimed: string;
      values: SourceValue[];
    }
  | { kind: "check"; check: string; values: SourceValue[] }
  | { kind: "body"; artefact: "record" | "files"; nature: string; values: SourceValue[] };

const ofSource = (source: Source, values: readonly { text: string; path: string }[]): SourceValue[] =>
  values.slice(0, 1).map(({ text, path }) => ({ source, text, path }));

/** Prefers a value of the cell that the reference does not state. */
function differingValue(values: readonly { text: string; path: string }[], reference: readonly { text: string }[]) {
  const other = values.find(({ text }) => !reference.some((one) => one.text === text));
  return other ?? values[0];
}

/** Finds the cell that decided a row: one beside the reference, or a reference that contradicts itself. */
const findDeciding = ({ cells, outcome, reference }: Statement): Cell | undefined =>
  cells.find((cell) => cell.source !== reference && cell.outcome === outcome && cell.values.length > 0) ??
  cells.find((cell) => cell.outcome === outcome && cell.values.length > 0);

/** Returns the row of a gap, decided by the gap's source, or null. */
export function factOfGap(statements: readonly Statement[], { concept, source }: Gap): DecisiveFact | null {
  const statement = statements.find(({ name, isKnown }) => isKnown && name === concept);
  const cell = statement?.cells.find((one) => one.source === source);
  return statement && cell ? factOfStatement(statement, cell) : null;
}

export function factOfStatement(statement: Statement, deciding = findDeciding(statement)): DecisiveFact {
  const { name, isKnown, isPersonal, cells, reference } = statement;
  if (statement.deciding && statement.deciding.length > 0)
    return { kind: "statement", name, isKnown, isPersonal, rule: statement.rule, values: [...statement.deciding] };
  const against = cells.find(({ source }) => source === reference);
  const rule = deciding && deciding !== against ? deciding.rule : statement.rule;
  const values: SourceValue[] = [];
  if (against && against !== deciding) values.push(...ofSource(against.source, against.values));
  if (deciding) {
    const value = differingValue(deciding.values, against?.values ?? []);
    if (deciding === against) {
      // A source that contradicts itself gives both values.
      const [first] = deciding.values;
      const second = deciding.values.find(({ text }) => text !== first?.text);
      for (const one of [first, second]) if (one) values.push({ source: deciding.source, ...one });
    } else if (value) values.push({ source: deciding.source, text: value.text, path: value.path });
  }
  return { kind: "statement", name, isKnown, isPersonal, rule, values };
}

/** Quotes unconfirmed core statements. `rule` is that of the first. */
export function factOfGaps(gaps: readonly Gap[]): DecisiveFact {
  return {
    kind: "gaps",
    concepts: [...new Set(gaps.map(({ concept }) => concept))],
    sources: [...new Set(gaps.map(({ source }) => source))],
    rule: gaps[0]?.rule ?? null,
    values: gaps.flatMap(({ source, values }) => ofSource(source, values)),
  };
}

/** Puts the requested value before the identified one, whatever the reference. */
export const requestFirst = (fact: DecisiveFact): DecisiveFact => ({
  ...fact,
  values: fact.values.toSorted((a, b) => Number(b.source === "request") - Number(a.source === "request")),
});

export function factOfDigest({ source, path, text, match, claimedName }: DigestClaim): DecisiveFact {
  const file = match?.kind === "file" ? match.name : claimedName;
  return {
    kind: "digest",
    file,
    fileNumber: match?.kind === "file" ? match.number : null,
    body: match?.kind === "body" ? match.source : null,
    claimed: text,
    values: [{ source, text, path }],
  };
}

export const factOfNote = ({ name, source, text, path }: CheckNote): DecisiveFact => ({
  kind: "check",
  check: name,
  values: [{ source, text, path }],
});
