"use client";

import { FolderArchive } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { paths } from "#lib/paths";
import type { QueuedCase } from "#lib/queue/model";
import { dossiersOfTab } from "#lib/queue/queue-store";

type DossiersOfProps = { cases: readonly QueuedCase[]; ticket: string | null; disabled?: boolean };

/** Goes to the page that asks a second person for dossiers of these cases; those without evidence are not counted. */
export function DossiersOf({ cases, ticket, disabled = false }: DossiersOfProps) {
  const t = useTranslations("dossiers");
  const router = useRouter();
  const withEvidence = cases.filter(({ evidenceId }) => evidenceId !== null);
  return (
    <Button
      icon={FolderArchive}
      disabled={disabled || withEvidence.length < 2}
      onClick={() => {
        if (dossiersOfTab.start(withEvidence, ticket)) router.push(paths.dossiers());
      }}
    >
      {t("open", { count: withEvidence.length })}
    </Button>
  );
}
