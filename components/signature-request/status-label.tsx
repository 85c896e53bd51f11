"use client";

import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";

const known = ["DRAFT", "OPEN", "WAITING", "DECLINED", "WITHDRAWN", "SIGNED", "EXPIRED", "ERROR"] as const;
const isKnown = (word: string): word is (typeof known)[number] => (known as readonly string[]).includes(word);

/** Plain name of a status; an unknown word is shown as sent. */
export function StatusLabel({ word }: { word: string | null }) {
  const t = useTranslations("signatureRequest.status");
  if (word === null) return <span className="text-soft">{t("none")}</span>;
  return isKnown(word) ? t(word) : <Verbatim text={word} cap={60} />;
}
