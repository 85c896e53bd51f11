"use client";

import { FileSignature, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Breadcrumb } from "#components/ui/breadcrumb";
import { CopyButton } from "#components/ui/copy-button";
import { Identifier } from "#components/ui/identifier";
import { PageTitle } from "#components/ui/page-title";
import { Verbatim } from "#components/ui/verbatim";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import { formatSignerName, type SignatureRequest } from "#lib/signature-request/model";
import { useEvidence } from "./evidence-context.tsx";
import { Masked } from "./masked.tsx";
import { MaskingSwitch } from "./masking-switch.tsx";
import { QualityAndLaw } from "./quality-and-law.tsx";
import { QueuePosition } from "./queue-position.tsx";

type EvidenceHeaderProps = {
  request: SignatureRequest | null;
  /** Ticket and purpose of the request, with the way to change them. */
  ticket: ReactNode;
  isPurposeRequired: boolean;
};

/** Where one is: IDs, title, requested signer, and the facts of the request. Shows the IDs alone until it is loaded. */
export function EvidenceHeader({ request, ticket, isPurposeRequired }: EvidenceHeaderProps) {
  const t = useTranslations("evidence");
  const { srId, evidenceId } = useEvidence();
  const position = request?.signers.findIndex((signer) => signer.evidenceId === evidenceId) ?? -1;
  const signer = request?.signers[position];
  const name = signer ? formatSignerName(signer) : null;
  return (
    <>
      <Breadcrumb
        label={t("path")}
        crumbs={[
          { key: "list", label: t("requests"), path: paths.signatureRequests() },
          {
            key: "request",
            label: (
              <>
                <span className="sr-only">{t("request")} </span>
                <span className="font-mono">{truncateMiddle(srId)}</span>
              </>
            ),
            path: paths.signatureRequest(srId),
            beside: (
              <span className="-my-1.5 scale-90">
                <CopyButton text={srId} what={t("requestId")} />
              </span>
            ),
          },
          { key: "id", label: <Identifier value={evidenceId} what={t("id")} head={24} tail={8} /> },
        ]}
      />
      <PageTitle
        aside={<QueuePosition page={{ srId, evidenceId }} isPurposeRequired={isPurposeRequired} />}
        facts={
          <>
            {request?.quality || request?.legislation ? (
              <span className="inline-flex items-center gap-1.5">
                <FileSignature aria-hidden className="size-4" />
                <QualityAndLaw quality={request.quality} legislation={request.legislation} />
              </span>
            ) : null}
            {request && signer ? (
              <span className="inline-flex items-center gap-1.5">
                <Users aria-hidden className="size-4" />
                {t("signerOf", { position: position + 1, count: request.signers.length })}
              </span>
            ) : null}
            {ticket}
            <MaskingSwitch />
          </>
        }
      >
        {request?.title ? <Verbatim plain text={request.title} cap={160} /> : t("heading")}
        {name === null ? null : (
          <span className="ml-2.5 font-normal text-soft">
            <span className="sr-only">{t("requestedSigner")} </span>
            <Masked text={name} />
          </span>
        )}
      </PageTitle>
    </>
  );
}
