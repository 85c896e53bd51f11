import type { Agreement, Source } from "./model.ts";

export type PersonName = { name: string; source: Source };

const textOf = (agreement: Agreement, statement: string, source: Source): string | null =>
  agreement.statements
    .find(({ name, isKnown }) => isKnown && name === statement)
    ?.cells.find((cell) => cell.source === source)?.values[0]?.text ?? null;

/** Finds the identified person's name in token, else record; the request names the expected person. */
export function findIdentifiedName(agreement: Agreement | null): PersonName | null {
  if (agreement === null) return null;
  for (const source of ["token", "record"] as const) {
    const [given, family] = [textOf(agreement, "given_name", source), textOf(agreement, "family_name", source)];
    const name = given && family ? `${given} ${family}` : (textOf(agreement, "full_name", source) ?? family ?? given);
    if (name) return { name, source };
  }
  return null;
}
