import { useTranslations } from "next-intl";
import { CopyText } from "./copy-text.tsx";

export function FirstContactReport({ text }: { text: string }) {
  const t = useTranslations("diagnostics.endpoints");
  return (
    <div className="space-y-3 border-t border-line p-4">
      <h3 className="font-medium">{t("reportTitle")}</h3>
      <p className="max-w-prose text-soft">{t("reportNote")}</p>
      <CopyText text={text} what={t("reportText")} lang="en" />
    </div>
  );
}
