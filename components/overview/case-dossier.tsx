"use client";

import { DossierDialog } from "#components/dossier/dossier-dialog";
import { useMakeDossier } from "./use-make-dossier.ts";

/** The dialog of a dossier of this case. */
export function CaseDossier({ canShowNames, onClose }: { canShowNames: boolean; onClose: () => void }) {
  return <DossierDialog {...useMakeDossier()} canShowNames={canShowNames} onClose={onClose} />;
}
