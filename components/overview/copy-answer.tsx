"use client";

import { useFormatter, useTranslations } from "next-intl";
import { usePurpose } from "#components/purpose/purpose-context";
import { CopyButton } from "#components/ui/copy-button";
import type { Conclusion } from "#lib/agreement/conclusion";
import { type CopiedLine, formatCopiedText } from "#lib/agreement/format-answer";
import type { Agreement } from "#lib/agreement/model";
import { computeDigest } from "#lib/bytes/digest";
import { paths } from "#lib/paths";
import { useReasonText } from "./conclusion-notice.tsx";
import type { CaseArtefacts } from "./use-case-artefacts.ts";

type CopyAnswerProps = {
  artefacts: CaseArtefacts;
  sentence: string;
  statusNote: string | null;
  conclusion: Conclusion;
  agreement: Agreement | null;
  reviewer: string;
};

/** Number of the log entry; null if it cannot be found. Loads what reads the log with the first copy. */
async function findLogEntry(requestId: string): Promise<number | null> {
  const log = await import("#lib/audit/query").catch(() => null);
  return log === null ? null : log.fetchLogEntry(requestId);
}

/** Copies the result for the ticket: conclusion and reasons, IDs, digests, ticket and purpose, reviewer, time, link. */
export function CopyAnswer({ artefacts, sentence, statusNote, conclusion, agreement, reviewer }: CopyAnswerProps) {
  const t = useTranslations("overview.answer");
  const tConcept = useTranslations("agreement.statements");
  const format = useFormatter();
  const textOf = useReasonText();
  const purpose = usePurpose();
  const { srId, evidenceId, record, files, verdict, status } = artefacts;

  /** Uses our own names only: a path of an unknown schema may contain personal data, so such statements are counted. */
  function listStatements(outcome: "differs" | "not_understood" | "similar"): string | null {
    const rows = (agreement?.statements ?? []).filter((row) => row.outcome === outcome);
    if (rows.length === 0) return null;
    const known = rows.filter(({ isKnown }) => isKnown).map(({ name }) => tConcept(name as "birth_date"));
    const unknown = rows.length - known.length;
    return format.list(unknown > 0 ? [...known, t("unknownFields", { count: unknown })] : known);
  }

  async function write(): Promise<string> {
    const sha256Of = async ({ state }: typeof record) =>
      state.phase === "ready" ? (state.sha256 ?? (await computeDigest(await state.blob.arrayBuffer()))) : null;
    const line = (label: string, value: string | null, missing = t("notKnown")): CopiedLine => ({
      label,
      value,
      missing,
    });
    const { fact } = conclusion;
    const file = fact?.kind === "digest" ? fact.file : null;
    const logEntry = artefacts.verdictRequestId && (await findLogEntry(artefacts.verdictRequestId));
    const lines = [
      line(t("signatureRequest"), srId),
      line(t("evidence"), evidenceId),
      line(t("ticket"), purpose?.ticket ?? null, t("none")),
      line(t("purpose"), purpose?.purpose ?? null, t("none")),
      line(t("status"), status?.status ?? null),
      line(t("token"), verdict ? `${verdict.verdict} (${verdict.reason})` : null, t("notChecked")),
      line(t("tokenSha256"), verdict?.sha256 ?? null, t("notChecked")),
      line(t("keyThumbprint"), verdict?.key?.thumbprint ?? null, t("none")),
      line(t("recordSha256"), await sha256Of(record), t("notOpened")),
      line(t("archiveSha256"), await sha256Of(files), t("notOpened")),
      line(
        t("differences"),
        agreement === null ? null : (listStatements("differs") ?? t("noneFound")),
        t("notCompared"),
      ),
      ...(file === null ? [] : [line(t("file"), file)]),
      line(t("checked"), `${new Date().toISOString()}, ${reviewer}`),
      line(t("logEntry"), logEntry ? String(logEntry) : null),
      line(t("page"), `${location.origin}${paths.short(srId, evidenceId)}`),
    ];
    const reasons = [...(statusNote ? [statusNote] : []), ...conclusion.reasons.map(textOf)];
    return formatCopiedText({ conclusion: sentence, reasons, lines });
  }
  return <CopyButton withLabel text={write} label={t("copy")} what={t("what")} />;
}
