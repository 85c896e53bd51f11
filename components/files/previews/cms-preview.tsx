"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { readCms } from "#lib/files/cms";
import type { PreviewProps } from "../preview-body.tsx";
import { CertificateFieldList } from "./certificate-preview.tsx";
import { FieldList } from "./field-list.tsx";
import { HexPreview } from "./hex-preview.tsx";
import { useParsed } from "./use-parsed.ts";

/** CMS signed data (`.p7s`, a chip's security object) as named fields. */
export function CmsPreview(props: PreviewProps) {
  const t = useTranslations("files.cms");
  const certificate = useTranslations("files.certificate");
  const parsed = useParsed(props.content.blob, readCms);
  if (parsed === "reading") return <Skeleton lines={6} />;
  if (parsed === "failed") {
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={t("failed")} />
        <HexPreview {...props} />
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <p className="text-[0.8125rem] text-soft">{certificate("unverified")}</p>
      <FieldList
        label={certificate("label")}
        fields={[
          { name: t("version"), value: String(parsed.version) },
          { name: t("contentType"), value: parsed.contentType },
          { name: t("digests"), value: parsed.digestAlgorithms.join(", ") },
          {
            name: t("content"),
            value: parsed.contentBytes === null ? t("contentNone") : t("contentBytes", { count: parsed.contentBytes }),
          },
          ...parsed.dataGroups.map((group) => ({
            name: t("dataGroup", { number: group.number }),
            value: group.digest,
          })),
        ]}
      />
      {parsed.signers.map((signer, index) => (
        <FieldList
          key={signer.id}
          label={t("signer", { number: index + 1 })}
          fields={[
            { name: t("signerId"), value: signer.id },
            { name: t("digest"), value: signer.digestAlgorithm },
            { name: t("signature"), value: signer.signatureAlgorithm },
            ...(signer.signingTime ? [{ name: t("signedAt"), value: signer.signingTime }] : []),
            ...(signer.messageDigest ? [{ name: t("messageDigest"), value: signer.messageDigest }] : []),
          ]}
        />
      ))}
      <p className="text-[0.8125rem]">{t("certificates", { count: parsed.certificates.length })}</p>
      {parsed.certificates.map((one, index) => (
        <CertificateFieldList
          key={one.sha256}
          certificate={one}
          label={certificate("several", { number: index + 1 })}
        />
      ))}
    </div>
  );
}
