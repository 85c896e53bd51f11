import * as z from "#lib/runtime/zod";

/** Identifying fields: distinguished names as written, times in ISO 8601 UTC, SHA-256 of the DER bytes in hex. */
export const certificateSummarySchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  sha256: z.string(),
});
export type CertificateSummary = z.infer<typeof certificateSummarySchema>;
