"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { paths } from "#lib/paths";

const tones: Record<DossierBatch["state"], Tone> = {
  waiting: "unsure",
  confirmed: "silent",
  refused: "silent",
  withdrawn: "silent",
  expired: "silent",
};

/** What a request asks for: IDs, options and who did what, without names or values of the evidence. */
export function BatchCard({ batch, children }: { batch: DossierBatch; children: ReactNode }) {
  const t = useTranslations("dossiers");
  const tDossier = useTranslations("dossier");
  const locale = useLocale();
  const { cases, state, leftOut, answeredBy, answeredAt } = batch;
  const format = (at: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  const isOpen = state === "waiting" || state === "confirmed";
  const facts: [string, ReactNode][] = [
    [t("askedBy"), <Verbatim key="name" plain text={`${batch.askedBy}, ${format(batch.askedAt)}`} cap={120} />],
    [tDossier("recipient"), <Verbatim key="recipient" plain text={batch.recipient} cap={200} />],
    [tDossier("basis"), <Verbatim key="basis" plain text={batch.basis} cap={200} />],
    [tDossier("custody"), tDossier(`custodyModes.${batch.custody}`)],
    [t("files"), t(leftOut.includes("files") ? "filesOut" : "filesIn")],
    [t("report"), t(leftOut.includes("report") ? "reportOut" : "reportIn")],
  ];
  if (answeredBy !== null && answeredAt !== null)
    facts.push([
      t(`answered.${state === "withdrawn" || state === "refused" ? state : "confirmed"}`),
      <Verbatim key="answer" plain text={`${answeredBy}, ${format(answeredAt)}`} cap={120} />,
    ]);
  return (
    <li className="rounded-xl border border-line bg-sheet p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{t("count", { count: cases.length })}</h3>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <Badge tone={tones[state]} {...(state === "confirmed" ? { icon: Check } : {})}>
            {t(`states.${state}`)}
          </Badge>
          {isOpen ? <span className="text-sm text-soft">{t("until", { at: format(batch.expiresAt) })}</span> : null}
        </span>
      </div>
      <dl className="mt-3 grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents max-sm:block">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <ol aria-label={t("cases")} className="mt-3 border-t border-line text-sm">
        {cases.map(({ srId, evidenceId, logEntry }) => (
          <li
            key={`${srId} ${evidenceId}`}
            className="flex flex-wrap items-baseline gap-x-4 border-line py-1.5 not-last:border-b"
          >
            <Link
              href={paths.evidence(srId, evidenceId)}
              prefetch={false}
              className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere underline decoration-line underline-offset-2 hover:decoration-current"
            >
              {srId} / {evidenceId}
            </Link>
            {logEntry === null ? null : <span className="text-soft">{t("entry", { number: logEntry })}</span>}
          </li>
        ))}
      </ol>
      {children === null ? null : <div className="mt-3">{children}</div>}
    </li>
  );
}
