"use client";

import { CircleX, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Identifier } from "#components/ui/identifier";
import { Time } from "#components/ui/time";
import type { Passkey } from "#lib/passkey/schema";

type PasskeyRowProps = { passkey: Passkey; isBusy: boolean; onRevoke: () => void };

/** One passkey; revoking asks first, because it cannot be undone. */
export function PasskeyRow({ passkey, isBusy, onRevoke }: PasskeyRowProps) {
  const t = useTranslations("passkey");
  const [isAsking, setAsking] = useState(false);
  const { id, name, createdAt, lastUsedAt, revokedAt, credential } = passkey;
  return (
    <li className="rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 items-center gap-2 font-semibold">
          <KeyRound aria-hidden className="size-4 shrink-0 text-soft" />
          <bdi className="min-w-0 break-words">{name}</bdi>
        </p>
        {revokedAt !== null ? (
          <Badge tone="silent">{t("isRevoked")}</Badge>
        ) : isAsking ? null : (
          <Button icon={CircleX} onClick={() => setAsking(true)} disabled={isBusy}>
            {t("revoke")}
            <span className="sr-only">{name}</span>
          </Button>
        )}
      </div>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
        <dt className="text-soft">{t("createdAt")}</dt>
        <dd>
          <Time inline at={createdAt} />
        </dd>
        <dt className="text-soft">{t("lastUsedAt")}</dt>
        <dd>{lastUsedAt === null ? t("neverUsed") : <Time inline at={lastUsedAt} />}</dd>
        {revokedAt === null ? null : (
          <>
            <dt className="text-soft">{t("revokedAt")}</dt>
            <dd>
              <Time inline at={revokedAt} />
            </dd>
          </>
        )}
        <dt className="text-soft">{t("id")}</dt>
        <dd className="min-w-0">
          <Identifier value={id} what={t("id")} />
        </dd>
      </dl>
      {revokedAt === null && credential === null ? <p className="mt-2 text-xs">{t("elsewhere")}</p> : null}
      {isAsking && revokedAt === null ? (
        <div className="mt-3 border-t border-line pt-3">
          <p>{t("revokeAsk", { name })}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button autoFocus onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
            <Button icon={CircleX} onClick={onRevoke} disabled={isBusy}>
              {t("revokeNow")}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}
