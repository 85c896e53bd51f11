"use client";

import { FileSignature, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Breadcrumb } from "#components/ui/breadcrumb";
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

/** Shows the IDs alone until the request is loaded. */
export function EvidenceHeader({ request }: { request: SignatureRequest | null }) {
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
            label: request?.title ? <Verbatim plain text={request.title} cap={60} /> : t("request"),
            path: paths.signatureRequest(srId),
          },
          { key: "id", label: <span className="font-mono">{truncateMiddle(srId)}</span> },
        ]}
      />
      <PageTitle
        aside={<QueuePosition page={{ srId, evidenceId }} />}
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
            <Identifier value={evidenceId} what={t("id")} head={24} tail={8} />
            <MaskingSwitch />
          </>
        }
      >
        {name === null ? t("heading") : t.rich("headingOf", { name: () => <Masked text={name} /> })}
      </PageTitle>
    </>
  );
}
