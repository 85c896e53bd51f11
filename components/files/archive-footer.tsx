"use client";

import { useTranslations } from "next-intl";
import { useDigest } from "#components/evidence/use-digest";
import { Provenance } from "#components/ui/provenance";
import type { ArchiveState } from "#lib/files/archive-state";

/** Provenance and digest of the archive; the digest is computed here if the server did not send it. */
export function ArchiveFooter({
  source,
  state,
  isDecoded,
}: {
  source: { blob: Blob; fetchedAt: string; sha256: string | null };
  state: ArchiveState;
  /** The archive was sent inside an encoding, so its digest is not that of the bytes as sent. */
  isDecoded: boolean;
}) {
  const t = useTranslations("files");
  const ofSent = useDigest(isDecoded && source.sha256 === null ? source.blob : null);
  const isPlain = state.phase === "open" && state.head?.anomalies.every(({ severity }) => severity === "note") === true;
  return (
    <footer className="border-t border-line px-4 py-2.5 text-xs text-soft">
      <Provenance
        endpoint={t("endpoint")}
        fetchedAt={source.fetchedAt}
        sizeBytes={source.blob.size}
        sha256={source.sha256 ?? (isDecoded ? ofSent : state.sha256)}
      />
      {isPlain ? <p className="mt-1">{t("head.noAnomaly")}</p> : null}
    </footer>
  );
}
