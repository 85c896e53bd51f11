"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDigest } from "#components/evidence/use-digest";
import { Provenance } from "#components/ui/provenance";
import type { StatusQueryData } from "#lib/status/query";
import { readRawBytes } from "#lib/status/schema";

export function StatusProvenance({ status }: { status: StatusQueryData }) {
  const t = useTranslations("status");
  const { raw, rawBase64, fetchedAt } = status;
  // Keeps the digest while polled responses do not change.
  const blob = useMemo(
    () => new Blob([readRawBytes(rawBase64 === undefined ? { raw } : { raw, rawBase64 })]),
    [raw, rawBase64],
  );
  const sha256 = useDigest(blob);
  return <Provenance endpoint={t("endpoint")} fetchedAt={fetchedAt} sizeBytes={blob.size} sha256={sha256} />;
}
