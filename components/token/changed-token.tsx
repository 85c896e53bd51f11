"use client";

import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { Button } from "#components/ui/button";
import { Identifier } from "#components/ui/identifier";
import { Notice } from "#components/ui/notice";
import { useAcceptToken } from "#lib/token/query";

/** Reports that a later fetch returned another token; hides the verdict until the user confirms. */
export function ChangedToken({ earlier, now }: { earlier: string; now: string }) {
  const t = useTranslations("token.changed");
  const { srId, evidenceId } = useEvidence();
  const accept = useAcceptToken(srId, evidenceId);
  return (
    <Notice
      role="alert"
      tone="unsure"
      title={t("title")}
      actions={
        <Button look="primary" onClick={accept}>
          {t("accept")}
        </Button>
      }
    >
      <p>{t("text")}</p>
      <p>
        {t("earlier")}: SHA-256 <Identifier value={earlier} what="SHA-256" />
      </p>
      <p>
        {t("now")}: SHA-256 <Identifier value={now} what="SHA-256" />
      </p>
    </Notice>
  );
}
