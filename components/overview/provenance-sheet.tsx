"use client";

import { useTranslations } from "next-intl";
import { Provenance } from "#components/ui/provenance";
import { Card } from "#components/ui/sheet";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { Pieces } from "./use-pieces.ts";

export function ProvenanceSheet({ pieces }: { pieces: Pieces }) {
  const t = useTranslations("overview.provenance");
  const { verdict, verdictFetchedAt } = pieces;
  return (
    <Card title={t("title")}>
      <ul className="space-y-2.5 text-[0.8125rem] text-soft">
        <Held endpoint={t("record")} state={pieces.record.state} />
        <Held endpoint={t("files")} state={pieces.files.state} />
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
    </Card>
  );
}

function Held({ endpoint, state }: { endpoint: string; state: ArtefactState }) {
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
