import type { LogSearchColumns } from "#lib/database/tables";
import { formatCanonicalObject } from "#lib/transparency-log/canonical-json";
import type { NewEntry } from "#lib/transparency-log/plan-commit";
import type { UnsignedEntry } from "./model.ts";
import { fromTreeRow, type TreeRow } from "./stored-entry.ts";

/** Names of the content, sorted; a name that does not apply is left out. Time and event belong to the leaf. */
const names = [
  "address",
  "artefact",
  "bytes",
  "detail",
  "evidenceId",
  "name",
  "outcome",
  "purpose",
  "requestId",
  "role",
  "sha256",
  "srId",
  "subject",
  "ticket",
] as const satisfies (keyof UnsignedEntry)[];

const searched = ["subject", "name", "ticket", "requestId", "srId", "evidenceId", "artefact", "outcome"] as const;

/** Formats the content of an entry in the canonical form of RFC 8785. `detail` is canonical already. */
export function formatContent(entry: UnsignedEntry): string {
  const { detail } = entry;
  const given = names.filter((name) => entry[name] !== null);
  const members = given.map((name) =>
    name === "detail" ? `"detail":${detail}` : formatCanonicalObject({ [name]: entry[name] }).slice(1, -1),
  );
  return `{${members.join(",")}}`;
}

export function toNewEntry(entry: UnsignedEntry): NewEntry {
  return { at: entry.at, event: entry.event, content: formatContent(entry), search: searchColumnsOf(entry) };
}

/** Columns by which an entry is found. */
export function searchColumnsOf(entry: Pick<UnsignedEntry, (typeof searched)[number]>): LogSearchColumns {
  const { subject, name, ticket, requestId, srId, evidenceId, artefact, outcome } = entry;
  return { subject, name, ticket, request_id: requestId, sr_id: srId, evidence_id: evidenceId, artefact, outcome };
}

/** True if the columns repeat the content; those of an erased entry are null, or they would keep what was erased. */
export function areColumnsRight(row: LogSearchColumns & TreeRow): boolean {
  const expected = searchColumnsOf(fromTreeRow(row));
  return Object.entries(expected).every(([column, value]) => row[column as keyof LogSearchColumns] === value);
}
