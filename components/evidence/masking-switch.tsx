"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMasking } from "#lib/evidence/use-masking";

/** Masks names, dates, numbers and pictures on all tabs, for screen sharing. */
export function MaskingSwitch() {
  const t = useTranslations("evidence");
  const { masked, setMasked } = useMasking();
  const Icon = masked ? EyeOff : Eye;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={masked}
      aria-label={t("maskingSwitch")}
      onClick={() => setMasked(!masked)}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-1.5 hover:bg-raised hover:text-ink print:hidden"
    >
      <Icon aria-hidden className="size-4" />
      {t(masked ? "unmask" : "mask")}
    </button>
  );
}
