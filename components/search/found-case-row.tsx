"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import { Button } from "#components/ui/button";
import { Verbatim } from "#components/ui/verbatim";
import { ApiError } from "#lib/api-client";
import { paths } from "#lib/paths";
import type { QueuedCase } from "#lib/queue/model";
import { foundRequestQuery } from "#lib/queue/query";
import { formatSignerName, type SignatureRequest } from "#lib/signature-request/model";

type RowProps = {
  target: QueuedCase;
  isFirst: boolean;
  /** False where the request opens only after its purpose is confirmed. */
  mayLookUp: boolean;
  isSelectable: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onChoose: (path: string) => void;
};

export const isUnknown = (error: unknown): boolean => error instanceof ApiError && error.problem.code === "not_found";

/** One ID of a text: its request's title, signers and status, looked up by itself. Space selects, Enter opens. */
export function FoundCaseRow(props: RowProps) {
  const { target, isFirst, mayLookUp, isSelectable, isSelected, onSelect, onChoose } = props;
  const t = useTranslations("search.found");
  const request = useQuery({ ...foundRequestQuery(target.srId), enabled: mayLookUp });
  const path = paths.target(target);
  const isMissing = isUnknown(request.error);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of the grid around them
    // biome-ignore lint/a11y/useFocusableInteractive: the link in the row takes the focus
    <div
      role="row"
      aria-selected={isSelectable ? isSelected : undefined}
      className="flex min-h-9 items-center gap-2 border-line px-2 py-1 not-last:border-b focus-within:bg-raised hover:bg-raised"
    >
      {isSelectable ? (
        // biome-ignore lint/a11y/useSemanticElements: a cell of the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the control in the cell takes the focus
        <div role="gridcell" className="flex">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected && !isMissing}
            disabled={isMissing}
            onChange={onSelect}
            aria-label={t("select", { id: target.evidenceId ?? target.srId })}
            className="size-4 shrink-0 accent-(--accent)"
          />
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the link in the cell takes the focus */}
      <div role="gridcell" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-0.5">
        <Link
          href={path}
          prefetch={false}
          tabIndex={isFirst ? 0 : -1}
          data-row
          aria-keyshortcuts={isSelectable ? "Space" : undefined}
          onClick={() => onChoose(path)}
          onKeyDown={(event) => {
            if (event.key !== " " || !isSelectable) return;
            event.preventDefault();
            if (!isMissing) onSelect();
          }}
          className="min-w-0 basis-[19rem] font-mono text-[0.8125rem] break-all hover:underline"
        >
          {target.srId}
          {target.evidenceId ? <span className="block text-soft">{target.evidenceId}</span> : null}
        </Link>
        {request.data ? <RequestFacts request={request.data} evidenceId={target.evidenceId} /> : null}
        {mayLookUp && request.isPending ? <span className="text-soft">{t("lookingUp")}</span> : null}
        {isMissing ? <span className="text-soft">{t("unknown")}</span> : null}
        {request.error && !isMissing ? (
          <span className="inline-flex flex-wrap items-center gap-2 text-unsure">
            {t("failed")}
            <Button look="quiet" icon={RotateCcw} onClick={() => void request.refetch()}>
              {t("again")}
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  );
}

function RequestFacts({ request, evidenceId }: { request: SignatureRequest; evidenceId: string | null }) {
  const t = useTranslations("search.found");
  const tStatus = useTranslations("signatureRequest.status");
  const format = useFormatter();
  const signers = request.signers.filter((signer) => evidenceId === null || signer.evidenceId === evidenceId);
  const names = signers.map(formatSignerName).filter((name) => name !== null);
  const withEvidence = signers.filter((signer) => signer.evidenceId !== null).length;
  const word = request.statusOverall;
  const status = word !== null && tStatus.has(word as "OPEN") ? tStatus(word as "OPEN") : null;
  return (
    <>
      <span className="min-w-0 flex-1 basis-40 font-medium">
        {request.title === null ? t("untitled") : <Verbatim plain text={request.title} cap={80} />}
      </span>
      <span className="min-w-0 basis-40">
        {names.length === 0 ? null : <Masked text={format.list(names.slice(0, 3))} />}
        {names.length > 3 ? ` +${names.length - 3}` : null}
      </span>
      <span className="basis-44 text-soft">
        {status} {status === null ? null : "·"} {t("evidence", { count: withEvidence })}
      </span>
    </>
  );
}
