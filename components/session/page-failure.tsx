"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

type Props = { error: Error & { digest?: string } };

/** Error boundary of our pages. The digest identifies the error in the server's log. */
export function PageFailure({ error }: Props) {
  const t = useTranslations("session.failed");
  return (
    <div className="mx-auto max-w-xl px-4 py-20">
      <Notice
        tone="contradicted"
        role="alert"
        title={t("title")}
        actions={
          <Button icon={RotateCw} onClick={() => location.reload()}>
            {t("again")}
          </Button>
        }
      >
        <p>{t("text")}</p>
        {error.digest ? <p>{t("quote", { digest: error.digest })}</p> : null}
      </Notice>
    </div>
  );
}
