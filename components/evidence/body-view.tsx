"use client";

import { useTranslations } from "next-intl";
import { JsonTree } from "#components/json-viewer/json-tree";
import { RawText } from "#components/json-viewer/raw-text";
import type { ReadBody } from "#lib/evidence/read-body";
import { useMasking } from "#lib/evidence/use-masking";

/** Shows an unexpected body as JSON or text; binary data is not rendered. */
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
