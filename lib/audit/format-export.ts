import { formatCsvLine } from "#lib/runtime/csv-line";
import { formatEntryLine, type LogEntry } from "#lib/transparency-log/entry-line";
import { formatEntryTime } from "./entry-times.ts";
import { type ExportHead, formatExportHead } from "./export-head.ts";
import { formatVerification } from "./format-verification.ts";
import type { VerificationResult } from "./schema.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** Columns of the CSV in order. Entries of the former log have no commitment and no salt, but their own last three. */
export const exportColumns = [
  "number",
  "at",
  "event",
  "subject",
  "name",
  "role",
  "purpose",
  "ticket",
  "requestId",
  "address",
  "srId",
  "evidenceId",
  "artefact",
  "outcome",
  "bytes",
  "sha256",
  "detail",
  "commitment",
  "salt",
  "keyId",
  "previous",
  "mac",
] as const;

/** What an export of a log knows of itself; `origin` is null for the former log in format 1. */
export type ExportFacts = ExportHead & { origin: string | null; verification: VerificationResult };

export type ExportFormat = {
  contentType: string;
  begin(facts: ExportFacts): string;
  /** @param path inclusion proof; undefined in an export of the whole log */
  entry(entry: StoredEntry, path?: readonly Buffer[]): string;
  end(facts: ExportFacts): string;
  /** False for a format that has no proofs. */
  hasProofs: boolean;
};

export const toLogEntry = ({ sequence, at, event, proof }: StoredEntry): LogEntry | null =>
  proof.format === 2
    ? { index: sequence - 1, at, event, commitment: proof.commitment, salt: proof.salt, content: proof.content }
    : null;

/** Entries of the former log keep the names and the order of format 1, so that their canonical form can be made from them. */
function formatLegacyLine({ sequence, at, log: _log, isErased: _erased, proof, ...facts }: StoredEntry): string {
  const { keyId = "", previous = "", mac = "" } = proof.format === 1 ? proof : {};
  const { event, subject, name, role, purpose, ticket, requestId, address, srId, evidenceId, ...rest } = facts;
  const { artefact, outcome, bytes, sha256, detail } = rest;
  const people = { subject, name, role, purpose, ticket, requestId, address };
  const objects = { srId, evidenceId, artefact, outcome, bytes, sha256, detail };
  return JSON.stringify({
    sequence,
    at: formatEntryTime(at),
    event,
    ...people,
    ...objects,
    keyId,
    format: 1,
    previous,
    mac,
  });
}

/** JSON Lines: the line of the export's facts, then one line per entry, as the specification of the log has them. */
export const jsonLines: ExportFormat = {
  contentType: "application/x-ndjson; charset=utf-8",
  hasProofs: true,
  begin: ({ exportedAt, exportedBy, filter, checkpoint, keys, origin }) =>
    origin === null
      ? `${JSON.stringify({ format: "evidence-desk-log/1", exportedAt: formatEntryTime(exportedAt), exportedBy, filter })}\n`
      : formatExportHead({ exportedAt, exportedBy, filter, checkpoint, keys }),
  entry: (entry, path) => {
    const line = toLogEntry(entry);
    return `${line ? formatEntryLine(line, path) : formatLegacyLine(entry)}\n`;
  },
  end: () => "",
};

function formatRow(entry: StoredEntry): string {
  const { sequence, at, detail, proof, ...facts } = entry;
  const proofs =
    proof.format === 2
      ? { commitment: proof.commitment, salt: proof.salt }
      : { keyId: proof.keyId, previous: proof.previous, mac: proof.mac };
  const row: Partial<Record<(typeof exportColumns)[number], string | number | null>> = {
    ...facts,
    ...proofs,
    number: sequence,
    at: formatEntryTime(at),
    detail: detail === null ? null : JSON.stringify(detail),
  };
  return formatCsvLine(exportColumns.map((name) => row[name] ?? null));
}

/** CSV for spreadsheets: column names, one entry per line, and a last line with the verification. It proves nothing by itself. */
export const commaSeparated: ExportFormat = {
  contentType: "text/csv; charset=utf-8; header=present",
  hasProofs: false,
  begin: () => formatCsvLine(exportColumns),
  entry: formatRow,
  end: ({ verification, exportedAt, exportedBy, checkpoint, filter, origin }) => {
    const cells: Partial<Record<(typeof exportColumns)[number], string>> = {
      at: formatEntryTime(exportedAt),
      event: "export_verification",
      name: exportedBy,
      outcome: verification.intact ? "intact" : "not_intact",
      detail: JSON.stringify({ summary: formatVerification(verification), origin, checkpoint, filter }),
    };
    return formatCsvLine(exportColumns.map((name) => cells[name] ?? null));
  },
};
