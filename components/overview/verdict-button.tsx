"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button";
import { formatVerdict } from "#lib/agreement/format-verdict";
import type { Agreement } from "#lib/agreement/model";
import { askJson } from "#lib/http/ask";
import { apiPaths, paths } from "#lib/paths";
import type { Pieces } from "./use-pieces.ts";

type VerdictButtonProps = { pieces: Pieces; sentence: string; agreement: Agreement | null; reviewer: string };

/** The number of the log's entry for a call of ours; null where the log does not say. */
async function findLogEntry(requestId: string | null): Promise<number | null> {
  if (!requestId) return null;
  const release = await askJson<{ sequence: number }>(apiPaths.release(requestId)).catch(() => null);
  return release?.sequence ?? null;
}

async function digest(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Copies a short block for the ticket: ids, digests, verdicts, reviewer, time, link and log entry. */
export function VerdictButton({ pieces, sentence, agreement, reviewer }: VerdictButtonProps) {
  const t = useTranslations("overview");
  const { srId, evidenceId, record, files, verdict, status } = pieces;

  async function write(): Promise<string> {
    const sha256Of = async ({ state }: typeof record) =>
      state.phase === "ready" ? (state.sha256 ?? (await digest(state.blob))) : null;
    return formatVerdict({
      conclusion: sentence,
      srId,
      evidenceId,
      identification: status?.status ?? null,
      verdict,
      recordSha256: await sha256Of(record),
      archiveSha256: await sha256Of(files),
      agreement,
      reviewer,
      at: new Date().toISOString(),
      link: `${location.origin}${paths.short(srId, evidenceId)}`,
      logEntry: await findLogEntry(pieces.verdictRequestId),
    });
  }
  return <CopyButton withLabel text={write} what={t("verdictWhat")} />;
}
