"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { CopyText } from "./copy-text.tsx";

const paragraphs = ["subject", "opening", "intro", "paths", "words", "schema", "keys", "closing"] as const;

export function ProviderLetter({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations("diagnostics.letter");
  const text = paragraphs.map((name) => t(`paragraphs.${name}`, { baseUrl })).join("\n\n");
  return (
    <Card title={t("title")}>
      <div className="space-y-3">
        <p className="max-w-prose text-soft">{t("lead")}</p>
        <CopyText text={text} what={t("what")} />
      </div>
    </Card>
  );
}
