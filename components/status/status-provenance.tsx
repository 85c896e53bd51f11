"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Provenance } from "#components/ui/provenance";
import type { HeldStatus } from "#lib/status/query";

async function digestText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where the status came from, with the digest of the provider's own text. */
export function StatusProvenance({ status }: { status: HeldStatus }) {
  const t = useTranslations("status");
  const [sha256, setSha256] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void digestText(status.raw).then((digest) => isGone || setSha256(digest));
    return () => {
      isGone = true;
    };
  }, [status.raw]);
  const sizeBytes = new Blob([status.raw]).size;
  return <Provenance endpoint={t("endpoint")} fetchedAt={status.fetchedAt} sizeBytes={sizeBytes} sha256={sha256} />;
}
