import type { LogSearchColumns } from "#lib/database/tables";
import { formatCanonicalObject } from "#lib/transparency-log/canonical-json";
import type { NewEntry } from "#lib/transparency-log/plan-commit";
import type { UnsignedEntry } from "./model.ts";

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
function searchColumnsOf(entry: Pick<UnsignedEntry, (typeof searched)[number]>): LogSearchColumns {
  const { subject, name, ticket, requestId, srId, evidenceId, artefact, outcome } = entry;
  return { subject, name, ticket, request_id: requestId, sr_id: srId, evidence_id: evidenceId, artefact, outcome };
}

type Searched = (typeof searched)[number];

/** Names of the content as far as it is an object; a verification reads a million contents, so no schema is applied. */
function parseNames(content: string): { readonly [name in Searched]?: unknown } {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** True if the columns repeat the content; those of an erased entry are null, or they would keep what was erased. */
export function areColumnsRight(row: LogSearchColumns & { content: string | null }): boolean {
  const given = row.content === null ? {} : parseNames(row.content);
  const text = (name: Searched) => (typeof given[name] === "string" ? given[name] : null);
  return (
    row.subject === text("subject") &&
    row.name === text("name") &&
    row.ticket === text("ticket") &&
    row.request_id === text("requestId") &&
    row.sr_id === text("srId") &&
    row.evidence_id === text("evidenceId") &&
    row.artefact === text("artefact") &&
    row.outcome === text("outcome")
  );
}
