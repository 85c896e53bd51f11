"use client";

import { useTranslations } from "next-intl";
import { Provenance } from "#components/ui/provenance";
import type { ArchiveState } from "#lib/files/archive-state";

/** The quiet last line: where the archive came from, and its digest, counted here when the server did not send it. */
export function ArchiveFooter({
  held,
  state,
}: {
  held: { blob: Blob; fetchedAt: string; sha256: string | null };
  state: ArchiveState;
}) {
  const t = useTranslations("files");
  const isPlain = state.phase === "open" && state.head?.oddities.length === 0;
  return (
    <footer className="border-t border-line px-4 py-2.5 text-xs text-soft">
      <Provenance
        endpoint={t("endpoint")}
        fetchedAt={held.fetchedAt}
        sizeBytes={held.blob.size}
        sha256={held.sha256 ?? state.sha256}
      />
      {isPlain ? <p className="mt-1">{t("head.noOddity")}</p> : null}
    </footer>
  );
}
