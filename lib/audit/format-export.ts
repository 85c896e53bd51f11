import type { AuditEntry } from "./model.ts";
import type { VerificationResult } from "./schema.ts";
import { formatVerification } from "./verify-log.ts";

/** Columns of an export, in order; JSON Lines uses the same names. */
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

/** A cell that a spreadsheet takes for a formula gets an apostrophe before it. */
const formulaStart = /^[=+\-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u;

/** One CSV cell (RFC 4180): always in quotes; never a formula, also not behind white space. */
export function formatCell(value: string | number | null): string {
  if (value === null) return '""';
  if (typeof value === "number") return `"${value}"`;
  const isFormula = formulaStart.test(value) || formulaStart.test(value.trimStart());
  return `"${(isFormula ? `'${value}` : value).replaceAll('"', '""')}"`;
}

const formatLine = (cells: readonly (string | number | null)[]) => `${cells.map(formatCell).join(",")}\r\n`;

/** What an export says of itself: when, by whom, which part of the log, and what the verification found. */
export type ExportHead = {
  exportedAt: string;
  exportedBy: string;
  filter: Record<string, string>;
  verification: VerificationResult;
  /** Ed25519, raw, base64url: signs the checkpoints of this log. Compare it with the one you were given. */
  publicKeys: { keyId: string; publicKey: string }[];
  /** The newest signed checkpoint. */
  checkpoint: unknown;
};

/** How one format writes its beginning, an entry, and its end. */
export type ExportFormat = {
  contentType: string;
  begin(head: ExportHead): string;
  entry(entry: AuditEntry): string;
  end(head: ExportHead): string;
};

const isoEntry = (entry: AuditEntry) => ({ ...entry, at: new Date(entry.at).toISOString() });

/** JSON Lines: the first line is the export's own statement, each other line one entry. */
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

/** CSV: a line of names, one line per entry, and a last line of the same width with the verification's result. */
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
