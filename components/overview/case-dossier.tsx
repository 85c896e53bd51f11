"use client";

import { useEffect } from "react";
import { DossierDialog } from "#components/dossier/dossier-dialog";
import { stopReportPdf, warmReportPdf } from "#lib/report/pdf/worker-client";
import { useOverview } from "./overview-context.tsx";
import { useMakeDossier } from "./use-make-dossier.tsx";
import { warmCheck } from "./warm-check.ts";

/** The dialog of a dossier of this case. */
export function CaseDossier({ canShowNames, onClose }: { canShowNames: boolean; onClose: () => void }) {
  const { overview } = useOverview();
  const isIncomplete = overview.notOpened.length > 0;
  // An effect, because it loads code for what the dossier fetches first. Fetches no evidence.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    if (!isIncomplete) return;
    warmCheck();
  }, []);
  // An effect, because a worker lives as long as the dialog.
  useEffect(() => {
    warmReportPdf();
    return stopReportPdf;
  }, []);
  return <DossierDialog {...useMakeDossier()} canShowNames={canShowNames} onClose={onClose} />;
}
