import { hash } from "node:crypto";
import { describeIdentity } from "./certificate.ts";
import type { CertificateSummary } from "./certificate-summary.ts";
import type { Certificate } from "./parse-certificate.ts";

export function summarizeCertificate(certificate: Certificate): CertificateSummary {
  return { ...describeIdentity(certificate), sha256: hash("sha256", certificate.der) };
}
