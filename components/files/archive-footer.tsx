"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Provenance } from "#components/ui/provenance";
import { hashArchive } from "#lib/files/archive";

/** The quiet last line: where the archive came from, and its digest, counted here when the server did not send it. */
export function ArchiveFooter({
  held,
  oddities,
}: {
  held: { blob: Blob; fetchedAt: string; sha256: string | null };
  oddities: number;
}) {
  const t = useTranslations("files");
  const [counted, setCounted] = useState<string | null>(null);
  const { blob, sha256 } = held;
  useEffect(() => {
    if (sha256 !== null) return;
    let left = false;
    hashArchive(blob).then(
      (digest) => !left && setCounted(digest),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [blob, sha256]);
  return (
    <footer className="border-t border-line px-4 py-2.5 text-xs text-soft">
      <Provenance
        endpoint={t("endpoint")}
        fetchedAt={held.fetchedAt}
        sizeBytes={blob.size}
        sha256={sha256 ?? counted}
      />
      {oddities === 0 ? <p className="mt-1">{t("head.noOddity")}</p> : null}
    </footer>
  );
}
