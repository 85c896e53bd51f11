"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatSize } from "#lib/i18n/format-size";
import { Button } from "./button.tsx";

type ProgressProps = {
  label: string;
  receivedBytes: number;
  /** Null if the total size is unknown. */
  totalBytes: number | null;
  bytesPerSecond: number;
  onCancel?: () => void;
  /** Without a border of its own on phones, because it stands in a card with others. */
  isInCard?: boolean;
};

/** Download progress with rate and Cancel; without a known size it shows a count only. */
export function Progress({ label, receivedBytes, totalBytes, bytesPerSecond, onCancel, isInCard }: ProgressProps) {
  const t = useTranslations("ui");
  const locale = useLocale();
  const received = formatSize(receivedBytes, locale);
  const amount = totalBytes === null ? received : t("ofTotal", { received, total: formatSize(totalBytes, locale) });
  const rate = bytesPerSecond > 0 ? t("rate", { rate: formatSize(bytesPerSecond, locale) }) : "";
  return (
    <div
      className={`flex items-center gap-4 rounded-xl border border-line bg-sheet p-4 ${isInCard ? "max-[700px]:border-0 max-[700px]:p-0" : ""}`}
    >
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span className="font-medium">{label}</span>
          <span className="text-soft">
            {amount} {rate}
          </span>
        </div>
        <progress
          aria-label={label}
          className="mt-2 block h-1.5 w-full overflow-hidden rounded-full"
          {...(totalBytes === null ? {} : { max: totalBytes, value: receivedBytes })}
        />
      </div>
      {onCancel ? (
        <Button icon={X} onClick={onCancel}>
          <span className={isInCard ? "max-[700px]:sr-only" : ""}>{t("cancel")}</span>
        </Button>
      ) : null}
    </div>
  );
}
