import type { Leaf, Source } from "./model.ts";
import { readZone, splitZone, type Zone } from "./read-mrz.ts";
import { type Said, say } from "./said.ts";

/** The row that says whether the check digits hold. Its values are words of ours: the zone itself is in the record. */
export const zoneStatement = "mrz_check_digits";
export const zoneHolds = "all hold";

type Line = { line: string; path: string };

/** Lines of machine-readable zones among the scalars, in the order sent; a zone may stand in one text or in a list of lines. */
function findLines(leaves: readonly Leaf[]): Line[] {
  return leaves.flatMap(({ kind, text, path }) =>
    kind === "string" ? splitZone(text).map((line) => ({ line, path })) : [],
  );
}

function sayZone(said: Said, source: Source, zone: Zone, path: string) {
  const at = `${path} (${zone.format})`;
  say(said, "document_number", source, zone.documentNumber, at);
  say(said, "issuing_country", source, zone.issuingState, at);
  say(said, "nationality", source, zone.nationality, at);
  say(said, "birth_date", source, zone.birthDate, at);
  say(said, "document_expiry", source, zone.expiryDate, at);
  say(said, "family_name", source, zone.familyName, at);
  say(said, "given_name", source, zone.givenNames, at);
  if (!zone.isChecked) return;
  say(
    said,
    zoneStatement,
    source,
    zone.failed.length === 0 ? zoneHolds : `wrong: ${zone.failed.join(", ").replaceAll("_", " ")}`,
    at,
  );
}

/** What the machine-readable zones among the scalars of one source say, as further statements of that source. */
export function sayZones(said: Said, source: Source, leaves: readonly Leaf[], prefix = "") {
  const lines = findLines(leaves);
  for (let at = 0; at < lines.length; at++) {
    const found = readZone(lines.slice(at, at + 3).map(({ line }) => line));
    const [first] = lines.slice(at);
    if (!found || !first) continue;
    sayZone(said, source, found.zone, `${prefix}${first.path}`);
    at += found.count - 1;
  }
}
