import { formatJsonPath } from "#lib/formats/json/path";
import { type Mrz, parseMrz, splitMrz } from "#lib/formats/mrtd/parse-mrz";
import type { JsonPrimitive, Source } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";
import { listElementOf } from "./steps.ts";

/** The row of check digits. Its values are fixed words; the MRZ itself is in the record. */
export const mrzStatement = "mrz_check_digits";
export const mrzHolds = "all hold";

type Line = { line: string; steps: JsonPrimitive["steps"] };

/** Finds MRZ lines in the order sent, in one text or a list of lines. */
function findLines(primitives: readonly JsonPrimitive[]): Line[] {
  return primitives.flatMap(({ kind, text, steps }) =>
    kind === "string" ? splitMrz(text).map((line) => ({ line, steps })) : [],
  );
}

function addMrz(stated: StatedValues, source: Source, zone: Mrz, path: string, group: string): void {
  const at = `${path} (${zone.format})`;
  // A value with OCR repairs, or truncated by the MRZ, needs review.
  const strengthOf = (isSure: boolean) => (isSure && !zone.isRepaired ? "named" : "qualified");
  const add = (concept: string, text: string | null, isSure = true) =>
    text !== null && stated.add(concept, source, { text, path: at, strength: strengthOf(isSure), group, parts: null });
  if (zone.documentNumber !== null)
    stated.add("document_number", source, {
      text: zone.documentNumber,
      path: at,
      strength: strengthOf(true),
      group,
      parts: null,
      alternatives: zone.otherNumbers,
    });
  add("issuing_country", zone.issuingState);
  add("nationality", zone.nationality);
  add("birth_date", zone.birthDate);
  add("document_expiry", zone.expiryDate);
  add("family_name", zone.familyName, !zone.isNameCut);
  add("given_name", zone.givenNames, !zone.isNameCut);
  if (zone.isChecked)
    add(mrzStatement, zone.failed.length === 0 ? mrzHolds : `wrong: ${zone.failed.join(", ").replaceAll("_", " ")}`);
}

export function addMrzValues(
  stated: StatedValues,
  source: Source,
  primitives: readonly JsonPrimitive[],
  prefix = "",
): void {
  const lines = findLines(primitives);
  for (let at = 0; at < lines.length; at++) {
    const found = parseMrz(lines.slice(at, at + 3).map(({ line }) => line));
    const [first] = lines.slice(at);
    if (!found || !first) continue;
    addMrz(
      stated,
      source,
      found.zone,
      `${prefix}${formatJsonPath(first.steps)}`,
      listElementOf(first.steps.slice(0, -1)),
    );
    at += found.count - 1;
  }
}
