import { formatEntryTime } from "./entry-times.ts";
import type { AuditEntry } from "./model.ts";
import type { VerificationResult } from "./schema.ts";
import { formatVerification } from "./verify-log.ts";

/** Columns in order; JSON Lines uses the same names. */
export const exportColumns = [
  "sequence",
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
  "keyId",
  "format",
  "previous",
  "mac",
] as const satisfies readonly (keyof AuditEntry)[];

/** Matches cells that a spreadsheet would run as a formula; `formatCell` escapes them with an apostrophe. */
const formulaStart = /^[=+\-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u;

/** Formats a quoted CSV cell (RFC 4180). */
export function formatCell(value: string | number | null): string {
  if (value === null) return '""';
  if (typeof value === "number") return `"${value}"`;
  const isFormula = formulaStart.test(value) || formulaStart.test(value.trimStart());
  return `"${(isFormula ? `'${value}` : value).replaceAll('"', '""')}"`;
}

const formatLine = (cells: readonly (string | number | null)[]) => `${cells.map(formatCell).join(",")}\r\n`;

export type ExportHead = {
  exportedAt: string;
  exportedBy: string;
  filter: Record<string, string>;
  verification: VerificationResult;
  /** Ed25519 keys of the checkpoints, raw, base64url. Compare them with an independent copy. */
  publicKeys: { keyId: string; publicKey: string }[];
  checkpoint: unknown;
};

export type ExportFormat = {
  contentType: string;
  begin(head: ExportHead): string;
  entry(entry: AuditEntry): string;
  end(head: ExportHead): string;
};

const isoEntry = (entry: AuditEntry) => ({ ...entry, at: formatEntryTime(entry.at) });

/** JSON Lines: first the `ExportHead`, then one entry per line. */
export const jsonLines: ExportFormat = {
  contentType: "application/x-ndjson; charset=utf-8",
  begin: (head) =>
    `${JSON.stringify({ type: "evidence-desk-audit-export", summary: formatVerification(head.verification), ...head })}\n`,
  entry: (entry) => {
    const shown = isoEntry(entry);
    const fields = exportColumns.map((name) => [name, name === "detail" ? readDetail(entry.detail) : shown[name]]);
    return `${JSON.stringify(Object.fromEntries(fields))}\n`;
  },
  end: () => "",
};

function readDetail(detail: string | null): unknown {
  try {
    return detail === null ? null : JSON.parse(detail);
  } catch {
    return detail;
  }
}

/** CSV: column names, one entry per line, and a last line with the verification result. */
export const commaSeparated: ExportFormat = {
  contentType: "text/csv; charset=utf-8; header=present",
  begin: () => formatLine(exportColumns),
  entry: (entry) => {
    const shown = isoEntry(entry);
    return formatLine(exportColumns.map((name) => shown[name]));
  },
  end: (head) => {
    const { verification, exportedAt, publicKeys, checkpoint, filter } = head;
    const cells: Partial<Record<(typeof exportColumns)[number], string>> = {
      at: exportedAt,
      event: "export_verification",
      name: head.exportedBy,
      outcome: verification.intact ? "intact" : "not_intact",
      detail: JSON.stringify({
        summary: formatVerification(verification),
        verification,
        publicKeys,
        checkpoint,
        filter,
      }),
    };
    return formatLine(exportColumns.map((name) => cells[name] ?? null));
  },
};
