"use client";

import { useTranslations } from "next-intl";
import { readSecurityObject } from "#lib/formats/mrtd/document-security-object";
import type { PreviewProps } from "../preview-props.ts";
import { CertificateLists } from "./certificate-preview.tsx";
import { FieldList } from "./field-list.tsx";
import { ParsedPreview } from "./parsed-preview.tsx";

export function CmsPreview(file: PreviewProps) {
  const t = useTranslations("files.cms");
  const certificate = useTranslations("files.certificate");
  return (
    <ParsedPreview file={file} parse={readSecurityObject} failed={t("failed")}>
      {(signed) => (
        <>
          <FieldList
            label={certificate("label")}
            fields={[
              { name: t("version"), value: String(signed.version) },
              { name: t("contentType"), value: signed.contentType },
              { name: t("digests"), value: signed.digestAlgorithms.join(", ") },
              {
                name: t("content"),
                value:
                  signed.eContent === null ? t("contentNone") : t("contentBytes", { count: signed.eContent.length }),
              },
              ...signed.dataGroups.map((group) => ({
                name: t("dataGroup", { number: group.number }),
                value: group.digest,
              })),
            ]}
          />
          {signed.signers.map((signer, index) => (
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
          <p className="text-[0.8125rem]">{t("certificates", { count: signed.certificates.length })}</p>
          <CertificateLists certificates={signed.certificates} labels="several" />
        </>
      )}
    </ParsedPreview>
  );
}
