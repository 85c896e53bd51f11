import { collectStatements } from "./collect-statements.ts";
import { compareNames } from "./compare-names.ts";
import { type Compare, compareText } from "./compare-values.ts";
import { deriveStatements } from "./derive-statements.ts";
import { makeStatement, orderOf } from "./make-statement.ts";
import { matchByPlace } from "./match-by-place.ts";
import { type AgreementInput, type Source, type Statement, sources } from "./model.ts";
import type { Said } from "./said.ts";
import { statementRules } from "./statement-rules.ts";

const joined = (said: Said, source: Source) => {
  const one = (statement: string) => said.get(statement)?.get(source)?.[0]?.text;
  const [given, family] = [one("given_name"), one("family_name")];
  return one("full_name") ?? (given && family ? `${given} ${family}` : null);
};

/** Given and family name the other way round are one person's names: then their rows agree by that rule. */
function compareWholeNames(said: Said, compare: Compare, left: Source, right: Source): Compare {
  return (a, b) => {
    const direct = compare(a, b);
    if (direct.outcome !== "differs") return direct;
    const [one, other] = [joined(said, left), joined(said, right)];
    return one && other && compareNames(one, other) === "other_order"
      ? { outcome: "agrees", rule: "other_order" }
      : direct;
  };
}

/** A source with the full name alone is held against given and family name together. */
function completeFullNames(said: Said) {
  const full = said.get("full_name");
  if (!full) return;
  for (const source of sources) {
    const name = joined(said, source);
    const path = said.get("family_name")?.get(source)?.[0]?.path;
    if (!full.has(source) && name && path) full.set(source, [{ text: name, path, inList: false }]);
  }
}

/** What the signature report adds of the qualified signature itself. */
const ofTheSignature = ["certificate_subject", "quality", "legislation", "signed_at"];

const rank = { differs: 0, not_comparable: 1, agrees: 2, single: 3 } as const;

/**
 * The table of statements and sources: differences first, then what cannot be compared, then agreements, then what one
 * source says alone. Pure; runs in a worker.
 * `isCut`: a source says more different things than were compared.
 */
export function compareStatements(input: AgreementInput): { statements: Statement[]; isCut: boolean } {
  const { said, rest } = collectStatements(input);
  completeFullNames(said);
  const statements = statementRules.flatMap(({ name, isPersonal, compare }) => {
    const bySource = said.get(name);
    if (!bySource) return [];
    const reference = orderOf(input).find((source) => bySource.has(source));
    const isName = name === "given_name" || name === "family_name";
    const compareWith = (source: Source) =>
      isName && reference ? compareWholeNames(said, compare, source, reference) : compare;
    return [makeStatement(input, bySource, { name, isKnown: true, isPersonal }, compareWith)];
  });
  for (const name of ofTheSignature) {
    const bySource = said.get(name);
    const isPersonal = name === "certificate_subject";
    if (bySource?.has("report"))
      statements.push(makeStatement(input, bySource, { name, isKnown: true, isPersonal }, () => compareText));
  }
  const all = [...statements, ...deriveStatements(input, said), ...matchByPlace(input, rest)];
  return { statements: all.sort((left, right) => rank[left.outcome] - rank[right.outcome]), isCut: said.isCut };
}
