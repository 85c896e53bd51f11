"use client";

import { useTranslations } from "next-intl";
import { JsonTree } from "#components/json/json-tree";
import { RawText } from "#components/json/raw-text";
import { useMasking } from "#lib/evidence/masking";
import type { ReadBody } from "#lib/evidence/read-body";

/** A body that is not the expected evidence, as JSON or text, for reading; bytes are not drawn. */
export function BodyView({ body }: { body: ReadBody }) {
  const t = useTranslations("evidence.body");
  const { masked } = useMasking();
  if (body.form === "json") {
    return (
      <div className="rounded-xl border border-line bg-sheet">
        <JsonTree source={body.shown} label={t("json")} masked={masked} />
      </div>
    );
  }
  return body.form === "text" ? <RawText source={body.shown} label={t("view")} masked={masked} /> : null;
}
