"use client";

import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";
import { useMasking } from "#lib/evidence/use-masking";

/** Personal text, hidden while masking is on. Masked text is not in the DOM. */
export function Masked({ text }: { text: string }) {
  const t = useTranslations("evidence");
  const { masked } = useMasking();
  if (!masked) return <Verbatim plain text={text} cap={200} />;
  return (
    <>
      <span aria-hidden className="select-none">
        ••••••
      </span>
      <span className="sr-only">{t("masked")}</span>
    </>
  );
}
