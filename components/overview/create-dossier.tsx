"use client";

import { FolderArchive } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { useOverview } from "./overview-context.tsx";

/** With the first dossier, to keep the overview small. */
const loadDossier = () => import("./case-dossier.tsx");
const CaseDossier = lazy(async () => ({ default: (await loadDossier()).CaseDossier }));

/** Opens the dialog in which a dossier of this case is made. @param canShowNames the person may hand on the access history with names */
export function CreateDossier({ canShowNames }: { canShowNames: boolean }) {
  const t = useTranslations("dossier");
  const { overview } = useOverview();
  const [isOpen, setOpen] = useState(false);
  const reasonId = useId();
  const reason = overview.isChecking && !isOpen ? t("waits") : null;
  return (
    <>
      <Button
        icon={FolderArchive}
        onClick={() => setOpen(true)}
        onPointerEnter={() => void loadDossier()}
        disabled={reason !== null}
        aria-describedby={reason === null ? undefined : reasonId}
        title={reason ?? undefined}
      >
        {t("create")}
      </Button>
      {reason === null ? null : (
        <span id={reasonId} className="sr-only">
          {reason}
        </span>
      )}
      {isOpen ? (
        <Suspense>
          <CaseDossier canShowNames={canShowNames} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
