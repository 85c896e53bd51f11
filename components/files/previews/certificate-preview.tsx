"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { type CertificateFields, readCertificates } from "#lib/files/certificate";
import type { PreviewProps } from "../preview-body.tsx";
import { FieldList } from "./field-list.tsx";
import { HexPreview } from "./hex-preview.tsx";
import { useParsed } from "./use-parsed.ts";

/** X.509 certificates as named fields. */
export function CertificatePreview(props: PreviewProps) {
  const t = useTranslations("files.certificate");
  const parsed = useParsed(props.content.blob, readCertificates);
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
      <p className="text-[0.8125rem] text-soft">{t("unverified")}</p>
      {parsed.map((certificate, index) => (
        <CertificateFieldList
          key={certificate.sha256}
          certificate={certificate}
          label={parsed.length > 1 ? t("several", { number: index + 1 }) : t("label")}
        />
      ))}
    </div>
  );
}

/** The fields of one certificate, also of those inside CMS. */
export function CertificateFieldList({ certificate, label }: { certificate: CertificateFields; label: string }) {
  const t = useTranslations("files.certificate");
  const extensions = certificate.extensions
    .map(({ name, critical }) => (critical ? `${name}, ${t("critical")}` : name))
    .join("; ");
  return (
    <FieldList
      label={label}
      fields={[
        { name: t("subject"), value: certificate.subject },
        { name: t("issuer"), value: certificate.issuer },
        { name: t("serial"), value: certificate.serialNumber },
        { name: t("notBefore"), value: certificate.notBefore },
        { name: t("notAfter"), value: certificate.notAfter },
        { name: t("algorithm"), value: certificate.signatureAlgorithm },
        { name: t("key"), value: certificate.publicKey },
        { name: t("thumbprint"), value: certificate.sha256 },
        { name: t("extensions"), value: extensions || "–" },
      ]}
    />
  );
}
