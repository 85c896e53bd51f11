"use client";

import { useQuery } from "@tanstack/react-query";
import { FileText, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { QualityAndLaw } from "#components/evidence/quality-and-law";
import { QueuePosition } from "#components/evidence/queue-position";
import { Breadcrumb } from "#components/ui/breadcrumb";
import { Card } from "#components/ui/card";
import { Identifier } from "#components/ui/identifier";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import { toProblem } from "#lib/api-client";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { apiPaths, paths } from "#lib/paths";
import type { SignatureRequest } from "#lib/signature-request/model";
import { signatureRequestQuery } from "#lib/signature-request/query";
import { SignerRow } from "./signer-row.tsx";
import { StatusLabel } from "./status-label.tsx";

export function RequestPanel({ srId }: { srId: string }) {
  const t = useTranslations("signatureRequest");
  const request = useQuery(signatureRequestQuery(srId));
  const problem = request.error ? toProblem(request.error, apiPaths.signatureRequest(srId)) : null;
  return (
    <>
      <Breadcrumb
        label={t("path")}
        crumbs={[
          { key: "list", label: t("listTitle"), path: paths.signatureRequests() },
          { key: "id", label: <span className="font-mono">{truncateMiddle(srId)}</span> },
        ]}
      />
      {problem ? (
        <>
          <PageTitle aside={<QueuePosition page={{ srId, evidenceId: null }} />}>{t("title")}</PageTitle>
          <ProblemNotice problem={problem} onRetry={() => request.refetch()} />
        </>
      ) : null}
      {request.isPending ? (
        <>
          <PageTitle aside={<QueuePosition page={{ srId, evidenceId: null }} />}>{t("title")}</PageTitle>
          <Card>
            <Skeleton lines={6} />
          </Card>
        </>
      ) : null}
      {request.data ? <RequestFacts request={request.data} srId={srId} /> : null}
    </>
  );
}

function RequestFacts({ request, srId }: { request: SignatureRequest; srId: string }) {
  const t = useTranslations("signatureRequest");
  return (
    <>
      <PageTitle
        aside={<QueuePosition page={{ srId, evidenceId: null }} />}
        facts={
          <>
            <span className="inline-flex items-center gap-1.5">
              <FileText aria-hidden className="size-4" />
              <QualityAndLaw quality={request.quality} legislation={request.legislation} />
            </span>
            <span className="inline-flex items-center gap-1.5">
              <Users aria-hidden className="size-4" />
              {t("signerCount", { count: request.signers.length })}
            </span>
            <Identifier value={srId} what={t("id")} />
          </>
        }
      >
        {request.title === null ? t("untitled") : <Verbatim plain text={request.title} cap={200} />}
      </PageTitle>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title={t("signers")} flush>
          {request.signers.length === 0 ? <p className="p-4 text-soft">{t("noSigners")}</p> : null}
          <ul aria-label={t("signers")}>
            {request.signers.map((signer, index) => (
              <SignerRow
                key={signer.signatureId ?? signer.evidenceId ?? `signer-${index + 1}`}
                srId={srId}
                signer={signer}
                position={index + 1}
              />
            ))}
          </ul>
        </Card>
        <Card title={t("facts")}>
          <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-2.5">
            <dt className="text-soft">{t("statusTitle")}</dt>
            <dd>
              <StatusLabel word={request.statusOverall} />
            </dd>
            {request.createdAt ? (
              <>
                <dt className="text-soft">{t("createdAt")}</dt>
                <dd>
                  <Time at={request.createdAt} />
                </dd>
              </>
            ) : null}
            {request.expiresOn ? (
              <>
                <dt className="text-soft">{t("expiresOn")}</dt>
                <dd>
                  <Verbatim text={request.expiresOn} cap={40} />
                </dd>
              </>
            ) : null}
            <dt className="text-soft">{t("documents")}</dt>
            <dd>
              {request.documents.length === 0 ? t("noDocuments") : null}
              <ul className="space-y-1">
                {request.documents.map((document, index) => (
                  <li key={document.id ?? `document-${index + 1}`} className="min-w-0">
                    {document.title ? <Verbatim text={document.title} cap={120} /> : null}
                    {document.id ? (
                      <span className="block">
                        <Identifier value={document.id} what={t("documentId")} />
                      </span>
                    ) : null}
                  </li>
                ))}
              </ul>
            </dd>
          </dl>
        </Card>
      </div>
    </>
  );
}
