"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice";
import { useMessage } from "#components/ui/use-message";
import { type BodyArtefact, groupOf } from "#lib/evidence/body/nature";
import { bodyTitle } from "#lib/evidence/body-title";
import type { ReadBody } from "#lib/evidence/read-body";

type BodyNoticeProps = { artefact: BodyArtefact; body: ReadBody; actions?: ReactNode };

/** Names an unexpected body or encoding and the next step. Renders nothing for an expected body. */
export function BodyNotice({ artefact, body, actions }: BodyNoticeProps) {
  const t = useTranslations("evidence.body");
  const textOf = useMessage();
  const title = bodyTitle(artefact, body);
  const group = groupOf(body.nature);
  if (title === null || group === null || !("detail" in body.nature)) return null;
  const { detail } = body.nature;
  const text = group !== "encoded" ? group : isDecoded(body) ? "decoded" : "notDecoded";
  return (
    <Notice role="alert" tone="unsure" title={t("notEvidence", { artefact, title: textOf(title) })} actions={actions}>
      <p>{t(`texts.${text}`)}</p>
      {detail === null ? null : (
        <p className="text-xs">
          {t.rich("detected", { detail, code: (chunks) => <code className="break-all">{chunks}</code> })}
        </p>
      )}
    </Notice>
  );
}

/** True if the evidence itself is shown, without the encodings around it. */
export function isDecoded({ nature, wraps }: ReadBody): boolean {
  return groupOf(nature) === "encoded" && wraps.length > 0;
}
