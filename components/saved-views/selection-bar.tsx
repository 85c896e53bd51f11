"use client";

import { Download, ListChecks, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { DossiersOf } from "#components/evidence/dossiers-of";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import { paths } from "#lib/paths";
import { listCases } from "#lib/queue/list-cases";
import { maxCases } from "#lib/queue/model";
import { queueOfTab } from "#lib/queue/queue-store";
import { formatViewCsv } from "#lib/saved-views/format-csv";
import type { ViewRow } from "#lib/saved-views/query";
import { CompareSelected } from "./compare-selected.tsx";

type SelectionBarProps = { selected: readonly ViewRow[]; onSelectPage: () => void; onClear: () => void };

/** What can be done with the selected requests. It keeps its height while nothing is selected, so that no row moves. */
export function SelectionBar({ selected, onSelectPage, onClear }: SelectionBarProps) {
  const t = useTranslations("savedViews");
  const router = useRouter();
  const cases = selected.flatMap(({ srId, request }) => listCases({ srId, evidenceId: null }, request));
  const isTooMany = cases.length > maxCases;

  function review() {
    if (!queueOfTab.start(cases, null)) return;
    router.push(paths.target(queueOfTab.move(0) ?? { srId: "", evidenceId: null }));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list's head
    <div
      role="group"
      aria-label={t("actions")}
      className={`flex min-h-14 flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-[900px]:sticky max-[900px]:bottom-0 max-[900px]:z-20 max-[900px]:order-last max-[900px]:border-t max-[900px]:bg-sheet ${selected.length > 0 ? "bg-accent-soft" : ""}`}
    >
      <span className="mr-2 font-medium">{t("selected", { count: selected.length })}</span>
      <Button
        look={selected.length > 0 ? "primary" : "plain"}
        icon={ListChecks}
        disabled={selected.length === 0 || isTooMany}
        onClick={review}
      >
        {t("review")}
      </Button>
      <CompareSelected selected={selected} />
      <DossiersOf cases={cases} ticket={null} />
      <span className="max-[900px]:hidden">
        <Button
          icon={Download}
          disabled={selected.length === 0}
          onClick={() =>
            saveBlob(new Blob([formatViewCsv(selected)], { type: "text/csv;charset=utf-8" }), "signature-requests.csv")
          }
        >
          {t("exportCsv")}
        </Button>
      </span>
      {isTooMany ? <span className="text-soft">{t("tooMany")}</span> : null}
      <span className="ml-auto flex gap-1">
        <Button look="quiet" onClick={onSelectPage}>
          {t("selectPage")}
        </Button>
        <Button look="quiet" icon={X} disabled={selected.length === 0} onClick={onClear}>
          {t("clear")}
        </Button>
      </span>
    </div>
  );
}
