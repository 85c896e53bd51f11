import { hash } from "node:crypto";
import { type CertificateSummary, describeIdentity } from "./certificate.ts";
import type { Certificate } from "./parse-certificate.ts";

export function summarizeCertificate(certificate: Certificate): CertificateSummary {
  return { ...describeIdentity(certificate), sha256: hash("sha256", certificate.der) };
}
