"use client";

import { useTranslations } from "next-intl";
import { readCmsFile, type SecurityObject } from "#lib/formats/mrtd/document-security-object";
import type { OtherContentFields } from "#lib/formats/x509/cms";
import type { PreviewProps } from "../preview-props.ts";
import { CertificateLists } from "./certificate-preview.tsx";
import { FieldList } from "./field-list.tsx";
import { ParsedPreview } from "./parsed-preview.tsx";

export function CmsPreview(file: PreviewProps) {
  const t = useTranslations("files.cms");
  return (
    <ParsedPreview file={file} parse={readCmsFile} failed={t("failed")}>
      {(content) => ("signers" in content ? <SignedData signed={content} /> : <OtherContent content={content} />)}
    </ParsedPreview>
  );
}

function SignedData({ signed }: { signed: SecurityObject }) {
  const t = useTranslations("files.cms");
  const certificate = useTranslations("files.certificate");
  return (
    <>
      <FieldList
        label={certificate("label")}
        fields={[
          { name: t("version"), value: String(signed.version) },
          { name: t("contentType"), value: signed.contentType },
          { name: t("digests"), value: signed.digestAlgorithms.join(", ") },
          {
            name: t("content"),
            value: signed.eContent === null ? t("contentNone") : t("contentBytes", { count: signed.eContent.length }),
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
  );
}

/** Content without a signer: enveloped, encrypted, digested or authenticated data. */
function OtherContent({ content: { contentType, version, encryption, digest } }: { content: OtherContentFields }) {
  const t = useTranslations("files.cms");
  const certificate = useTranslations("files.certificate");
  return (
    <>
      <p className="text-[0.8125rem]">{t("notSigned")}</p>
      <FieldList
        label={certificate("label")}
        fields={[
          { name: t("version"), value: String(version) },
          { name: t("contentType"), value: contentType },
          ...(encryption ? [{ name: t("encryption"), value: encryption }] : []),
          ...(digest
            ? [
                { name: t("digest"), value: digest.algorithm },
                { name: t("messageDigest"), value: digest.value },
              ]
            : []),
        ]}
      />
    </>
  );
}
