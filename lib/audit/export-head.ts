import type { KeysFile } from "#lib/transparency-log/read-keys-file";
import { exportFormat } from "#lib/transparency-log/verify-export";
import { formatEntryTime } from "./entry-times.ts";

/** First line of an export in format 2; `exportedAt` is UTC milliseconds, and `filter` is empty for the whole log. */
export type ExportHead = {
  exportedAt: number;
  exportedBy: string;
  filter: Record<string, string>;
  /** Signed note. */
  checkpoint: string;
  keys: KeysFile | null;
};

export function formatExportHead({ exportedAt, exportedBy, filter, checkpoint, keys }: ExportHead): string {
  const head = { format: exportFormat, exportedAt: formatEntryTime(exportedAt), exportedBy, filter, checkpoint, keys };
  return `${JSON.stringify(head)}\n`;
}
