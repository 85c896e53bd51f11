"use client";

import { useTranslations } from "next-intl";

/** The provider's values of `status_overall`. */
const words = ["DRAFT", "OPEN", "SIGNED", "DECLINED", "WITHDRAWN", "EXPIRED", "ERROR"] as const;

export function StatusFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations("signatureRequest");
  return (
    <label>
      <span className="mb-1 block text-xs text-soft">{t("statusTitle")}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 rounded-lg border border-edge bg-sheet px-3"
      >
        <option value="">{t("anyStatus")}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {t(`status.${word}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
