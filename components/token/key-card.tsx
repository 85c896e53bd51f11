"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Identifier } from "#components/ui/identifier";
import { saveBlob } from "#components/ui/save-blob";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import type { CertificateSummary } from "#lib/formats/x509/certificate-summary";
import type { Verdict, VerdictKey } from "#lib/token/schema";
import { sourceOf } from "#lib/token/verdict-words";

const ownKeyMembers = ["jwk", "jku", "x5u", "x5c"];

export function KeyCard({ verdict, evidenceId }: { verdict: Verdict; evidenceId: string }) {
  const t = useTranslations("token.key");
  const { key, header } = verdict;
  const used = key?.source === "x5c" ? "x5c" : "";
  const brought = ownKeyMembers.filter((name) => name !== used && header && Object.hasOwn(header, name));
  return (
    <Card title={t("title")} flush>
      {key ? <KeyFacts signer={key} evidenceId={evidenceId} /> : <p className="p-4 text-soft">{t("none")}</p>}
      {brought.length > 0 ? (
        <p className="border-t border-line px-4 py-2.5 text-unsure">{t("brought", { names: brought.join(", ") })}</p>
      ) : null}
    </Card>
  );
}

function KeyFacts({ signer, evidenceId }: { signer: VerdictKey; evidenceId: string }) {
  const t = useTranslations("token");
  const { kind, sizeBits, certificate, pem } = signer;
  return (
    <>
      <dl className="divide-y divide-line">
        <Fact name={t("key.thumbprint")}>
          <Identifier value={signer.thumbprint} what={t("key.thumbprintName")} head={12} tail={6} />
        </Fact>
        <Fact name={t("key.kid")}>
          {signer.kid === null ? t("key.noKid") : <Verbatim text={signer.kid} cap={120} />}
        </Fact>
        <Fact name={t("key.kind")}>
          {sizeBits === null || kind !== "RSA" ? kind : t("key.size", { kind, bits: String(sizeBits) })}
        </Fact>
        <Fact name={t("key.source")}>
          {t(`sources.${sourceOf(signer)}`)}
          {signer.stale ? <p className="text-unsure">{t("key.stale")}</p> : null}
          {signer.published ? null : <p className="text-unsure">{t("key.unpublished")}</p>}
        </Fact>
        {signer.firstSeenAt ? (
          <Fact name={t("key.firstSeen")}>
            <Time at={signer.firstSeenAt} />
          </Fact>
        ) : null}
        {signer.lastSeenAt ? (
          <Fact name={t("key.lastSeen")}>
            <Time at={signer.lastSeenAt} />
          </Fact>
        ) : null}
        {signer.verifiedAt ? (
          <Fact name={t("key.verifiedAt")}>
            <Time at={signer.verifiedAt} />
          </Fact>
        ) : null}
      </dl>
      {certificate ? <CertificateFacts certificate={certificate} /> : null}
      {pem ? (
        <div className="border-t border-line px-4 py-3">
          <Button icon={Download} onClick={() => saveBlob(new Blob([pem]), `${evidenceId}-key.pem`)}>
            {t("key.download")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function CertificateFacts({ certificate }: { certificate: CertificateSummary }) {
  const t = useTranslations("token.key");
  return (
    <section aria-label={t("certificate")} className="border-t border-line">
      <h3 className="px-4 pt-3 font-medium">{t("certificate")}</h3>
      <dl className="divide-y divide-line">
        <Fact name={t("subject")}>
          <Verbatim text={certificate.subject} />
        </Fact>
        <Fact name={t("issuer")}>
          <Verbatim text={certificate.issuer} />
        </Fact>
        <Fact name={t("serialNumber")}>
          <Verbatim text={certificate.serialNumber} />
        </Fact>
        <Fact name={t("notBefore")}>
          <Time at={certificate.notBefore} />
        </Fact>
        <Fact name={t("notAfter")}>
          <Time at={certificate.notAfter} />
        </Fact>
        <Fact name={t("fingerprint")}>
          <Identifier value={certificate.sha256} what={t("fingerprint")} />
        </Fact>
      </dl>
      <p className="border-t border-line px-4 py-2.5 text-soft">{t("revocation")}</p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="px-4 py-2">
      <dt className="text-[0.8125rem] text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
