"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { useDecisionText } from "#components/decision/use-decision-text";
import { usePurpose } from "#components/purpose/purpose-context";
import { CopyButton } from "#components/ui/copy-button";
import { Popover } from "#components/ui/popover";
import type { Conclusion } from "#lib/agreement/conclusion";
import { type CopiedLine, formatCopiedText } from "#lib/agreement/format-answer";
import type { Agreement } from "#lib/agreement/model";
import { computeDigest } from "#lib/bytes/digest";
import { decisionsQuery } from "#lib/decision/query";
import { useMasking } from "#lib/evidence/use-masking";
import { paths } from "#lib/paths";
import { useReasonText } from "./conclusion-notice.tsx";
import { useDecisiveDigests } from "./decisive-digests.tsx";
import type { CaseArtefacts } from "./use-case-artefacts.ts";

type CopyAnswerProps = {
  artefacts: CaseArtefacts;
  sentence: string;
  /** With the values of the decisive fact, which may be personal data. */
  sentenceWithValues: string;
  requestedName: string | null;
  identifiedName: string | null;
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
export function CopyAnswer({
  requestedName,
  identifiedName,
  sentenceWithValues,
  artefacts,
  sentence,
  statusNote,
  conclusion,
  agreement,
  reviewer,
}: CopyAnswerProps) {
  const t = useTranslations("overview.answer");
  const tConcept = useTranslations("agreement.statements");
  const format = useFormatter();
  const textOf = useReasonText();
  const purpose = usePurpose();
  const { masked } = useMasking();
  const menuId = useId();
  const digests = useDecisiveDigests(conclusion);
  const queries = useQueryClient();
  const decisionText = useDecisionText();
  const { srId, evidenceId, record, files, verdict, status } = artefacts;

  /** Uses our own names only: a path of an unknown schema may contain personal data, so such statements are counted. */
  function listStatements(outcome: "differs" | "not_understood" | "similar"): string | null {
    const rows = (agreement?.statements ?? []).filter((row) => row.outcome === outcome);
    if (rows.length === 0) return null;
    const known = rows.filter(({ isKnown }) => isKnown).map(({ name }) => tConcept(name as "birth_date"));
    const unknown = rows.length - known.length;
    return format.list(unknown > 0 ? [...known, t("unknownFields", { count: unknown })] : known);
  }

  async function write(isPersonal: boolean): Promise<string> {
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
    const decisions = await queries.fetchQuery({ ...decisionsQuery(srId, evidenceId), staleTime: 0 }).catch(() => null);
    const found = fact?.kind === "digest" && fact.fileNumber !== null ? digests?.found : null;
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
      ...(fact?.kind === "digest" ? [line(t("statedDigest"), fact.claimed)] : []),
      ...(found ? [line(t("foundDigest"), found)] : []),
      ...(isPersonal ? [line(t("requested"), requestedName), line(t("identified"), identifiedName)] : []),
      line(t("decision"), decisions && decisionText(decisions)),
      line(t("checked"), `${new Date().toISOString()}, ${reviewer}`),
      line(t("logEntry"), logEntry ? String(logEntry) : null),
      line(t("page"), `${location.origin}${paths.short(srId, evidenceId)}`),
    ];
    const reasons = [...(statusNote ? [statusNote] : []), ...conclusion.reasons.map(textOf)];
    return formatCopiedText({ conclusion: isPersonal ? sentenceWithValues : sentence, reasons, lines });
  }
  return (
    <span className="relative inline-flex">
      <CopyButton withLabel text={() => write(false)} label={t("copy")} what={t("what")} />
      {masked ? null : (
        <>
          <button
            type="button"
            popoverTarget={menuId}
            aria-label={t("more")}
            title={t("more")}
            className="ml-1 inline-flex min-h-9 items-center rounded-lg border border-line bg-sheet px-1.5 hover:border-edge max-[700px]:hidden print:hidden"
          >
            <ChevronDown aria-hidden className="size-4" />
          </button>
          <Popover
            id={menuId}
            className="m-auto max-w-[92vw] rounded-xl border border-line bg-sheet p-4 text-ink shadow-lg"
          >
            <p className="mb-3 max-w-72 text-soft">{t("personalNote")}</p>
            <CopyButton withLabel text={() => write(true)} label={t("withPersonal")} what={t("what")} />
          </Popover>
        </>
      )}
    </span>
  );
}
