"use client";

import { useQueries } from "@tanstack/react-query";
import { ListChecks, ScanSearch, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { moveRowFocus } from "#components/ui/move-row-focus";
import { Verbatim } from "#components/ui/verbatim";
import { paths } from "#lib/paths";
import { listCases } from "#lib/queue/list-cases";
import type { QueuedCase } from "#lib/queue/model";
import { foundRequestQuery } from "#lib/queue/query";
import { batchOfTab, queueOfTab } from "#lib/queue/queue-store";
import { FoundCaseRow, isUnknown } from "./found-case-row.tsx";

const keyOf = ({ srId, evidenceId }: QueuedCase) => `${srId}/${evidenceId ?? ""}`;

type FoundCasesProps = {
  targets: readonly QueuedCase[];
  /** Ticket that the text names; recorded only if the person leaves it selected. */
  ticket: string | null;
  isPurposeRequired: boolean;
  /** Called before the page changes. */
  onLeave: () => void;
  onChoose: (path: string) => void;
  onClose: () => void;
};

/** The IDs that a text names, one row each; several can become a queue or a batch. */
export function FoundCases({ targets, ticket, isPurposeRequired, onLeave, onChoose, onClose }: FoundCasesProps) {
  const t = useTranslations("search.found");
  const label = useTranslations("search")("choicesLabel");
  const router = useRouter();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withTicket, setWithTicket] = useState(true);
  const isSeveral = targets.length > 1;
  const mayLookUp = isSeveral && !isPurposeRequired;
  const requests = useQueries({
    queries: targets.map(({ srId }) => ({ ...foundRequestQuery(srId), enabled: mayLookUp })),
  });
  const unknown = new Set(targets.filter((_, index) => isUnknown(requests[index]?.error)).map(keyOf));
  const known = requests.filter(({ data }) => data !== undefined).length;
  const isOver = mayLookUp && requests.every(({ isPending }) => !isPending);
  const selected = targets.filter((target) => !left.has(keyOf(target)) && !unknown.has(keyOf(target)));
  const cases = selected.flatMap((target) => listCases(target, requests[targets.indexOf(target)]?.data ?? null));

  const toggle = (target: QueuedCase) => {
    const next = new Set(left);
    if (!next.delete(keyOf(target))) next.add(keyOf(target));
    setLeft(next);
  };
  const ofCases = withTicket ? ticket : null;
  const review = () => {
    if (!queueOfTab.start(cases, ofCases)) return;
    onLeave();
    router.push(paths.target(queueOfTab.move(0) ?? { srId: "", evidenceId: null }));
  };
  const checkAll = () => {
    if (!batchOfTab.start(cases, ofCases)) return;
    onLeave();
    router.push(paths.batch());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isSeveral) {
      event.preventDefault();
      event.stopPropagation();
      review();
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid and of its buttons
    <div onKeyDown={onKeyDown} className="space-y-2">
      {isSeveral ? (
        <p role="status" className="text-soft">
          {t("selected", { count: targets.length, selected: selected.length })}
          {isOver ? ` ${t("known", { known, unknown: unknown.size })}` : null}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a table would lose the arrow keys */}
      <div
        role="grid"
        aria-label={label}
        aria-multiselectable={isSeveral}
        onKeyDown={moveRowFocus}
        className="max-h-96 overflow-y-auto"
      >
        {targets.map((target, index) => (
          <FoundCaseRow
            key={keyOf(target)}
            target={target}
            isFirst={index === 0}
            mayLookUp={mayLookUp}
            isSelectable={isSeveral}
            isSelected={!left.has(keyOf(target))}
            onSelect={() => toggle(target)}
            onChoose={onChoose}
          />
        ))}
      </div>
      {isSeveral ? (
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-2">
          <Button
            look="primary"
            icon={ListChecks}
            data-review
            aria-keyshortcuts="Control+Enter"
            disabled={cases.length === 0}
            onClick={review}
          >
            {t("review")}
          </Button>
          <Button icon={ScanSearch} disabled={cases.length === 0} onClick={checkAll}>
            {t("checkAll", { count: cases.length })}
          </Button>
          {ticket === null ? null : (
            <label className="flex min-h-8 min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={withTicket}
                onChange={(event) => setWithTicket(event.target.checked)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              <span className="min-w-0">
                {t.rich("ticket", { ticket: () => <Verbatim key="ticket" text={ticket} cap={40} /> })}
              </span>
            </label>
          )}
          <span className="ml-auto">
            <Button look="quiet" icon={X} onClick={onClose}>
              {t("clear")}
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  );
}
