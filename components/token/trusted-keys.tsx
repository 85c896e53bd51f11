"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { Badge } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Card } from "#components/ui/sheet";
import { Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { ApiError, fallbackProblem } from "#lib/api-client";
import type { CertificateSummary } from "#lib/formats/x509/certificate-summary";
import { apiPaths } from "#lib/paths";
import { trustQuery } from "#lib/trusted-keys/query";
import type { ListedKey, TrustListing } from "#lib/trusted-keys/schema";

export function TrustedKeys() {
  const t = useTranslations("token.trusted");
  const { data, error, refetch } = useQuery(trustQuery);
  if (error) {
    const problem = error instanceof ApiError ? error.problem : fallbackProblem(apiPaths.trustedKeys(), 0);
    return <ProblemNotice problem={problem} onRetry={() => refetch()} />;
  }
  return (
    <Card title={t("title")} flush>
      {data ? (
        <Listing listing={data} />
      ) : (
        <div className="p-4">
          <Skeleton lines={3} />
        </div>
      )}
    </Card>
  );
}

function Listing({ listing: { sources, keys, roots, usesChains } }: { listing: TrustListing }) {
  const t = useTranslations("token.trusted");
  return (
    <>
      <ul className="divide-y divide-line">
        {sources
          .flatMap(({ source, problem, leftOut }) => [
            ...(problem ? [t("sourceFailed", { source, problem })] : []),
            ...leftOut.map((what) => t("leftOut", { source, what })),
          ])
          .map((text) => (
            <li key={text} className="px-4 py-2 text-unsure">
              {text}
            </li>
          ))}
      </ul>
      {sources.length === 0 ? <p className="p-4 text-soft">{t("none")}</p> : null}
      {keys.length > 0 ? <KeyTable keys={keys} /> : null}
      {roots.length > 0 ? (
        <section aria-label={t("roots")} className="border-t border-line px-4 py-3">
          <h3 className="font-medium">{t("roots")}</h3>
          {roots.map((root) => (
            <Root key={root.sha256} certificate={root} />
          ))}
          {usesChains ? null : <p className="mt-1 text-soft">{t("noChain")}</p>}
        </section>
      ) : null}
    </>
  );
}

function KeyTable({ keys }: { keys: readonly ListedKey[] }) {
  const t = useTranslations("token.trusted");
  return (
    <div className="overflow-x-auto">
      <table aria-label={t("name")} className="w-full border-collapse text-left">
        <thead className="text-[0.8125rem] text-soft">
          <tr className="border-b border-line">
            {(["thumbprint", "kid", "kind", "source", "fetchedAt", "seen", "certificate"] as const).map((column) => (
              <th key={column} scope="col" className="px-3 py-2 font-normal first:pl-4 last:pr-4">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={`${key.source} ${key.thumbprint} ${key.kid}`} listed={key} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyRow({ listed }: { listed: ListedKey }) {
  const t = useTranslations("token.trusted");
  const { kid, kind, sizeBits, thumbprint, source, fetchedAt, certificate, firstSeenAt, lastSeenAt } = listed;
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <th scope="row" className="px-3 py-2.5 font-normal first:pl-4">
        <Identifier value={thumbprint} what={t("thumbprint")} head={8} tail={4} />
      </th>
      <td className="px-3 py-2.5">{kid === null ? "–" : <Verbatim text={kid} cap={60} />}</td>
      <td className="space-y-1 px-3 py-2.5">
        <div>{kind === "RSA" ? `${kind} ${sizeBits}` : kind}</div>
        {listed.weakness ? <Badge tone="contradicted">{t("weak")}</Badge> : null}
      </td>
      <td className="space-y-1 px-3 py-2.5">
        <code className="font-mono text-[0.8125rem]">{source}</code>
        <div className="flex flex-wrap gap-1">
          {listed.stale ? <Badge tone="unsure">{t("stale")}</Badge> : null}
          {listed.published ? null : <Badge tone="unsure">{t("unpublished")}</Badge>}
        </div>
      </td>
      <td className="px-3 py-2.5">
        <Time at={fetchedAt} />
      </td>
      <td className="space-y-1 px-3 py-2.5">
        {firstSeenAt ? <Time at={firstSeenAt} /> : "–"}
        {lastSeenAt && lastSeenAt !== firstSeenAt ? (
          <div>
            <Time at={lastSeenAt} />
          </div>
        ) : null}
      </td>
      <td className="px-3 py-2.5 last:pr-4">{certificate ? <Validity certificate={certificate} /> : "–"}</td>
    </tr>
  );
}

function Validity({ certificate: { notBefore, notAfter } }: { certificate: CertificateSummary }) {
  return (
    <div className="space-y-1">
      <Time at={notBefore} />
      <div>
        <Time at={notAfter} />
      </div>
    </div>
  );
}

function Root({ certificate }: { certificate: CertificateSummary }) {
  return (
    <div className="mt-2 grid gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <Verbatim text={certificate.subject} cap={200} />
      <Validity certificate={certificate} />
    </div>
  );
}
