"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Masked } from "#components/evidence/masked";
import { toneIcon, toneText } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { ColumnHeads } from "#components/ui/column-heads";
import { Verbatim } from "#components/ui/verbatim";
import { useMasking } from "#lib/evidence/use-masking";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import { type BatchGroup, type BatchRow, groupOf, sortRows } from "#lib/queue/batch-rows";
import { formatSignerName } from "#lib/signature-request/model";

import { BatchDecision } from "./batch-decision.tsx";

const columns = ["conclusion", "decision", "title", "signer", "id"] as const;

type BatchTableProps = {
  rows: readonly BatchRow[];
  group: BatchGroup | null;
  onRetry: (row: BatchRow) => void;
};

/** One line for each case. Finished rows come first; the order waits while the pointer or the focus is in the table. */
export function BatchTable({ rows, group, onRetry }: BatchTableProps) {
  const t = useTranslations("batch");
  const [frozen, setFrozen] = useState<readonly string[] | null>(null);
  const sorted = sortRows(rows);
  const position = new Map(frozen?.map((key, index) => [key, index]));
  const ordered =
    frozen === null
      ? sorted
      : sorted.toSorted((a, b) => (position.get(a.key) ?? rows.length) - (position.get(b.key) ?? rows.length));
  const shown = group === null ? ordered : ordered.filter((row) => groupOf(row) === group);
  const freeze = () => setFrozen((known) => known ?? sorted.map(({ key }) => key));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops the rows from moving under the reader
    <div
      onPointerEnter={freeze}
      onPointerLeave={() => setFrozen(null)}
      onFocus={freeze}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setFrozen(null)}
      className="overflow-x-auto rounded-xl border border-line bg-sheet"
    >
      <table className="w-full text-left max-md:block" aria-label={t("title")}>
        <ColumnHeads columns={columns} label={(column) => t(`columns.${column}`)} className="max-md:hidden" />
        <tbody className="max-md:block">
          {shown.map((row) => (
            <Row key={row.key} row={row} onRetry={onRetry} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p className="p-4 text-soft">{t("noneInGroup")}</p> : null}
    </div>
  );
}

function Row({ row, onRetry }: { row: BatchRow; onRetry: (row: BatchRow) => void }) {
  const { one, request } = row;
  const signer = request?.signers.find(({ evidenceId }) => evidenceId !== null && evidenceId === one.evidenceId);
  const name = signer ? formatSignerName(signer) : null;
  return (
    <tr className="border-line align-top not-last:border-b hover:bg-raised max-md:block max-md:px-4 max-md:py-2.5">
      <td className="max-md:block md:px-3 md:py-2 md:pl-4">
        <State row={row} onRetry={() => onRetry(row)} />
      </td>
      <td className="max-md:block md:px-3 md:py-2">
        {typeof row.state === "object" && row.state.kind === "checked" && one.evidenceId !== null ? (
          <BatchDecision srId={one.srId} evidenceId={one.evidenceId} />
        ) : null}
      </td>
      <td className="font-medium max-md:block md:px-3 md:py-2">
        {request?.title ? <Verbatim plain text={request.title} cap={80} /> : null}
      </td>
      <td className="max-md:block md:px-3 md:py-2">{name === null ? null : <Masked text={name} />}</td>
      <td className="max-md:block md:px-3 md:py-2 md:pr-4">
        <Link
          href={paths.target(one)}
          prefetch={false}
          className="font-mono text-[0.8125rem] underline decoration-line underline-offset-2 hover:decoration-current"
        >
          <span aria-hidden>{truncateMiddle(one.srId)}</span>
          <span className="sr-only">
            {one.srId} {one.evidenceId}
          </span>
        </Link>
      </td>
    </tr>
  );
}

function State({ row, onRetry }: { row: BatchRow; onRetry: () => void }) {
  const t = useTranslations("batch");
  const { masked } = useMasking();
  const { state } = row;
  if (state === "waiting" || state === "checking")
    return <span className="text-soft">{t(state === "waiting" ? "waiting" : "checkingRow")}</span>;
  const group = groupOf(row);
  const tone = group === "open" ? "silent" : group;
  const Icon = toneIcon[tone];
  const mayRetry = state.kind === "failed" || (state.kind === "checked" && state.code === "could_not_check");
  return (
    <span className="flex items-start gap-2" data-conclusion={state.kind === "checked" ? state.code : state.kind}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
      <span className={`min-w-0 break-words ${toneText[tone]}`}>
        <bdi>{state.kind === "checked" ? (masked ? state.masked : state.text) : t(`results.${state.kind}`)}</bdi>
      </span>
      {mayRetry ? (
        <Button look="quiet" icon={RotateCcw} onClick={onRetry}>
          {t("again")}
        </Button>
      ) : null}
    </span>
  );
}
