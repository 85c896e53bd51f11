"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatSize } from "#lib/i18n/format-size";
import { formatTime } from "#lib/i18n/format-time";
import { Identifier } from "./identifier.tsx";

type ProvenanceProps = {
  /** Name of the endpoint: "Identification Evidence JSON". */
  endpoint: string;
  /** ISO 8601 time of our server's response. */
  fetchedAt: string;
  sizeBytes: number;
  /** Hex; null while it is computed. */
  sha256: string | null;
};

export function Provenance({ endpoint, fetchedAt, sizeBytes, sha256 }: ProvenanceProps) {
  const t = useTranslations("ui");
  const locale = useLocale();
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>{endpoint}</span>
      <span>{t("fetchedAt", { time: formatTime(fetchedAt, locale) })}</span>
      <span title={`${sizeBytes} B`}>{formatSize(sizeBytes, locale)}</span>
      {sha256 ? (
        <span className="inline-flex items-center gap-1">
          SHA-256 <Identifier value={sha256} what="SHA-256" />
        </span>
      ) : null}
    </p>
  );
}
