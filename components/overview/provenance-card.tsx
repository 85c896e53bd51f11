"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { Fold } from "#components/ui/fold";
import { Provenance } from "#components/ui/provenance";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import { useFold } from "#lib/evidence/use-folds";
import type { CaseArtefacts } from "./use-case-artefacts.ts";

export const ProvenanceCard = memo(function ProvenanceCard({ artefacts }: { artefacts: CaseArtefacts }) {
  const t = useTranslations("overview.provenance");
  const { isOpen, toggle } = useFold("provenance");
  const { verdict, verdictFetchedAt } = artefacts;
  return (
    <Fold title={t("title")} isOpen={isOpen} onToggle={toggle}>
      <ul className="space-y-2.5 p-4 text-[0.8125rem] text-soft">
        <FetchedRow endpoint={t("record")} state={artefacts.record.state} />
        <FetchedRow endpoint={t("files")} state={artefacts.files.state} />
        <li>
          {verdict && verdictFetchedAt ? (
            <Provenance
              endpoint={t("token")}
              fetchedAt={verdictFetchedAt}
              sizeBytes={new Blob([verdict.token]).size}
              sha256={verdict.sha256}
            />
          ) : (
            t("notOpened", { endpoint: t("token") })
          )}
        </li>
      </ul>
    </Fold>
  );
});

function FetchedRow({ endpoint, state }: { endpoint: string; state: ArtefactState }) {
  const t = useTranslations("overview.provenance");
  return (
    <li>
      {state.phase === "ready" ? (
        <Provenance endpoint={endpoint} fetchedAt={state.fetchedAt} sizeBytes={state.blob.size} sha256={state.sha256} />
      ) : (
        t("notOpened", { endpoint })
      )}
    </li>
  );
}
