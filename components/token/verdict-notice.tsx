"use client";

import { useLocale, useTranslations } from "next-intl";
import { toneIcon, toneText } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import { Time } from "#components/ui/time";
import { timeLocale } from "#lib/i18n/format-time";
import { readClaimTime } from "#lib/token/list-claims";
import type { Verdict, VerdictKey } from "#lib/token/schema";
import { isSignatureGood, sourceOf, titleOf, toneOfVerdict } from "#lib/token/verdict-words";

const edges = {
  proven: "border-l-proven",
  contradicted: "border-l-contradicted",
  unsure: "border-l-unsure",
  silent: "border-l-edge",
};

export function VerdictNotice({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("token");
  const tone = toneOfVerdict(verdict);
  const Icon = toneIcon[tone];
  return (
    <div
      role="status"
      aria-label={t("verdictName")}
      className={`flex items-start gap-2.5 rounded-xl border border-l-4 border-line bg-sheet px-4 py-3.5 ${edges[tone]}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${toneText[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="text-base font-semibold">{t(`verdicts.${titleOf(verdict)}`)}</p>
        <div className="mt-1 max-w-prose space-y-1 text-soft">
          <Grounds verdict={verdict} />
        </div>
      </div>
    </div>
  );
}

function Grounds({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("token");
  const { key, reason } = verdict;
  const good = isSignatureGood(verdict);
  return (
    <>
      {key?.verifiedAt ? <VerifiedBefore at={key.verifiedAt} /> : null}
      {reason === "valid" || reason === "expired" ? null : <p>{t(`reasons.${reason}`)}</p>}
      {(verdict.verdict === "undecodable" || reason === "encrypted") && good ? <p>{t("signatureExamined")}</p> : null}
      {key && good ? <RestsOn signer={key} /> : null}
      {reason === "valid" ? <p>{t("boundBy")}</p> : null}
      {reason === "expired" ? <ExpiredOn exp={verdict.claims?.exp} /> : null}
    </>
  );
}

function RestsOn({ signer }: { signer: VerdictKey }) {
  const t = useTranslations("token");
  const source = sourceOf(signer);
  return (
    <>
      <p>
        {t.rich("restsOn", {
          kind: signer.kind,
          source: t(`sources.${source}`),
          key: () => <Identifier value={signer.thumbprint} what={t("key.thumbprintName")} head={6} tail={4} />,
        })}
      </p>
      {signer.stale ? <p>{t.rich("restsOnStale", { time: () => <Time at={signer.fetchedAt} inline /> })}</p> : null}
      {source === "x5c" ? <p>{t("restsOnCertificate")}</p> : null}
    </>
  );
}

function formatDate(at: string, locale: string): string {
  return new Intl.DateTimeFormat(timeLocale(locale), { dateStyle: "long" }).format(new Date(at));
}

function VerifiedBefore({ at }: { at: string }) {
  const t = useTranslations("token");
  const locale = useLocale();
  return <p suppressHydrationWarning>{t("verifiedBefore", { date: formatDate(at, locale) })}</p>;
}

function ExpiredOn({ exp }: { exp: unknown }) {
  const t = useTranslations("token");
  const locale = useLocale();
  const at = readClaimTime("exp", exp);
  if (!at) return <p>{t("reasons.expired")}</p>;
  return <p suppressHydrationWarning>{t("expiredOn", { date: formatDate(at, locale) })}</p>;
}
