"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { type CertificateFields, readCertificateFile } from "#lib/formats/x509/certificate";
import type { PreviewProps } from "../preview-props.ts";
import { FieldList } from "./field-list.tsx";
import { ParsedPreview } from "./parsed-preview.tsx";

export function CertificatePreview(file: PreviewProps) {
  const t = useTranslations("files.certificate");
  return (
    <ParsedPreview file={file} parse={readCertificateFile} failed={t("failed")}>
      {({ certificates, total }) => (
        <>
          {total > certificates.length ? (
            <Notice tone="unsure" title={t("more", { shown: certificates.length, total })} />
          ) : null}
          <CertificateLists certificates={certificates} labels={certificates.length > 1 ? "several" : "label"} />
        </>
      )}
    </ParsedPreview>
  );
}

/** Fields of each certificate, also of those inside CMS. */
export function CertificateLists(props: { certificates: readonly CertificateFields[]; labels: "label" | "several" }) {
  const t = useTranslations("files.certificate");
  return props.certificates.map((certificate, index) => (
    <CertificateFieldList
      // biome-ignore lint/suspicious/noArrayIndexKey: certificates never move, and one may stand there twice
      key={`${index} ${certificate.sha256}`}
      certificate={certificate}
      label={t(props.labels, { number: index + 1 })}
    />
  ));
}

function CertificateFieldList({ certificate, label }: { certificate: CertificateFields; label: string }) {
  const t = useTranslations("files.certificate");
  const extensions = certificate.extensions
    .map(({ name, critical }) => (critical ? `${name}, ${t("critical")}` : name))
    .join("; ");
  return (
    <FieldList
      label={label}
      fields={[
        { name: t("version"), value: String(certificate.version) },
        { name: t("subject"), value: certificate.subject },
        { name: t("issuer"), value: certificate.issuer },
        { name: t("serial"), value: certificate.serialNumber },
        { name: t("notBefore"), value: certificate.notBefore },
        { name: t("notAfter"), value: certificate.notAfter },
        { name: t("algorithm"), value: certificate.signatureAlgorithm },
        { name: t("key"), value: certificate.publicKey },
        { name: t("thumbprint"), value: certificate.sha256 },
        { name: t("extensions"), value: extensions || "–" },
        ...(certificate.encoding === "BER" ? [{ name: t("encoding"), value: t("ber") }] : []),
        ...(certificate.trailingBytes > 0
          ? [{ name: t("trailing"), value: t("trailingBytes", { count: certificate.trailingBytes }) }]
          : []),
      ]}
    />
  );
}
