"use client";

import { useTranslations } from "next-intl";
import type { EvidenceStatus } from "#lib/status/schema";

export function StateSourceNote({ status: { state, stateSource } }: { status: EvidenceStatus }) {
  const t = useTranslations("status");
  if (stateSource === "built_in") return null;
  return (
    <p className="text-xs text-soft">{stateSource === "setting" ? t("readBySetting", { state }) : t("unmappedWord")}</p>
  );
}
