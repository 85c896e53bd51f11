"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import { QualityAndLaw } from "#components/evidence/quality-and-law";
import { Verbatim } from "#components/ui/verbatim";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import type { ViewRow } from "#lib/saved-views/query";
import { formatSignerName } from "#lib/signature-request/model";
import { ConclusionCell } from "./conclusion-cell.tsx";
import { DecisionCell } from "./decision-cell.tsx";
import { EvidenceCell, WaitingCell } from "./evidence-cells.tsx";
import { formatDay } from "./format-moment.ts";
import { GridCell } from "./grid-cell.tsx";
import { columns } from "./grid-columns.ts";

/** The page that a row opens: its evidence if it has one, else the request with its signers. */
export function rowPath({ srId, request, evidence }: ViewRow): string {
  const ids = request
    ? request.signers.flatMap(({ evidenceId }) => evidenceId ?? [])
    : evidence.map(({ evidenceId }) => evidenceId);
  const [only] = ids;
  return only !== undefined && ids.length === 1 ? paths.evidence(srId, only) : paths.signatureRequest(srId);
}

export function RowTitle({ row }: { row: ViewRow }) {
  const t = useTranslations("savedViews");
  const { request, srId } = row;
  if (request === null) return <span className="text-soft">{t("notAnswered")}</span>;
  return request.title === null ? (
    <>
      {t("untitled")} <span className="sr-only">{srId}</span>
    </>
  ) : (
    <Verbatim plain text={request.title} cap={120} />
  );
}

export function RowSigner({ row }: { row: ViewRow }) {
  const t = useTranslations("savedViews");
  const signers = row.request?.signers ?? [];
  const name = signers.length === 1 && signers[0] ? formatSignerName(signers[0]) : null;
  if (row.request === null) return null;
  return name === null ? t("signerCount", { count: signers.length }) : <Masked text={name} />;
}

type RequestRowProps = {
  row: ViewRow;
  nowMs: number;
  isFirst: boolean;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
};

export function RequestRow({ row, nowMs, isFirst, isSelected, onSelect }: RequestRowProps) {
  const t = useTranslations("savedViews");
  const locale = useLocale();
  const { srId, request } = row;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would lose its roles as cards
    // biome-ignore lint/a11y/useFocusableInteractive: its link has the focus
    <div
      role="row"
      aria-selected={isSelected}
      className={`relative grid grid-cols-[1.5rem_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-line px-4 py-2.5 not-last:border-b hover:bg-raised aria-selected:bg-accent-soft forced-colors:aria-selected:outline-2 forced-colors:aria-selected:-outline-offset-2 forced-colors:aria-selected:outline-[Highlight] ${columns}`}
    >
      <GridCell className="relative z-10 pt-0.5 max-[900px]:row-span-5">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          onChange={(event) => onSelect(event.target.checked)}
          aria-label={t("selectRow", { title: request?.title ?? srId })}
          className="block size-4 accent-(--accent) max-[900px]:size-6"
        />
      </GridCell>
      <GridCell className="min-w-0">
        <Link
          href={rowPath(row)}
          prefetch={false}
          data-row=""
          tabIndex={isFirst ? 0 : -1}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent max-[900px]:whitespace-normal"
        >
          <RowTitle row={row} />
        </Link>
        <span className="block text-xs text-soft max-[900px]:hidden">
          <span className="font-mono">{truncateMiddle(srId)}</span>
          {request ? (
            <>
              {" · "}
              <QualityAndLaw quality={request.quality} legislation={request.legislation} />
            </>
          ) : null}
        </span>
      </GridCell>
      <GridCell className="min-w-0 max-[900px]:col-start-2 max-[900px]:row-start-2 max-[900px]:text-soft">
        <RowSigner row={row} />
        {request ? (
          <span className="min-[900px]:hidden">
            {" · "}
            <QualityAndLaw quality={request.quality} legislation={request.legislation} />
          </span>
        ) : null}
      </GridCell>
      <GridCell className="min-w-0 max-[900px]:col-start-2 max-[900px]:row-start-4">
        <EvidenceCell row={row} nowMs={nowMs} />
      </GridCell>
      <GridCell className="min-w-0 max-[900px]:col-start-3 max-[900px]:row-span-2 max-[900px]:row-start-3">
        <WaitingCell row={row} nowMs={nowMs} />
      </GridCell>
      <GridCell className="min-w-0 max-[900px]:col-start-2 max-[900px]:row-start-3">
        <ConclusionCell row={row} />
      </GridCell>
      <GridCell className="min-w-0 max-[900px]:col-start-2 max-[900px]:row-start-5">
        <DecisionCell row={row} />
      </GridCell>
      <GridCell className="text-right text-xs text-soft max-[900px]:col-start-3 max-[900px]:row-start-1 min-[900px]:pt-0.5">
        {request?.createdAt ? formatDay(request.createdAt, locale, nowMs) : null}
      </GridCell>
    </div>
  );
}
