"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { Provenance } from "#components/ui/provenance";
import { computeDigest } from "#lib/bytes/digest";
import type { StatusQueryData } from "#lib/status/query";
import { readRawBytes } from "#lib/status/schema";

export function StatusProvenance({ status }: { status: StatusQueryData }) {
  const t = useTranslations("status");
  const [sha256, setSha256] = useState<string | null>(null);
  const bytes = useMemo(() => readRawBytes(status), [status]);
  useEffect(() => {
    let isGone = false;
    void computeDigest(bytes).then((digest) => {
      if (!isGone) setSha256(digest);
    });
    return () => {
      isGone = true;
    };
  }, [bytes]);
  return <Provenance endpoint={t("endpoint")} fetchedAt={status.fetchedAt} sizeBytes={bytes.length} sha256={sha256} />;
}
