"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { QualityAndLaw } from "#components/evidence/quality-and-law";
import { Verbatim } from "#components/ui/as-sent";
import { formatTime } from "#lib/i18n/format-time";
import { formatMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import type { SignatureRequest } from "#lib/signature-request/model";
import { StatusWord } from "./request-words.tsx";

export function RequestRow({ request }: { request: SignatureRequest }) {
  const t = useTranslations("signatureRequest");
  const locale = useLocale();
  const evidences = request.signers.filter((signer) => signer.evidenceId !== null).length;
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 px-4 py-3 not-last:border-b not-last:border-line hover:bg-raised md:grid-cols-[minmax(0,3fr)_minmax(0,1fr)_minmax(0,1.5fr)_minmax(0,1.2fr)_1rem]">
      <div className="min-w-0">
        <Link
          href={paths.signatureRequest(request.id)}
          prefetch={false}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {request.title === null ? t("untitled") : <Verbatim plain text={request.title} cap={120} />}
        </Link>
        <span className="font-mono text-xs text-soft">{formatMiddle(request.id)}</span>
      </div>
      <span className="max-md:text-right">
        <StatusWord word={request.statusOverall} />
      </span>
      <span className="text-soft">
        {t("signerCount", { count: request.signers.length })}
        <span className="block text-xs">{t("evidenceCount", { count: evidences })}</span>
      </span>
      <span className="text-xs text-soft max-md:text-right">
        <QualityAndLaw quality={request.quality} legislation={request.legislation} />
        {request.createdAt ? <span className="block">{formatTime(request.createdAt, locale)}</span> : null}
      </span>
      <ChevronRight aria-hidden className="size-4 text-soft max-md:hidden" />
    </li>
  );
}
