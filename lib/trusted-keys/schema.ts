import { certificateSummarySchema } from "#lib/formats/x509/certificate-summary";
import * as z from "#lib/runtime/zod";

const text = z.nullable(z.string());

/** One trusted key on /diagnostics; times are ISO 8601 UTC. `weakness` is null for a usable key. */
const keySchema = z.object({
  thumbprint: z.string(),
  kid: text,
  kind: z.string(),
  sizeBits: z.nullable(z.number()),
  weakness: text,
  stale: z.boolean(),
  published: z.boolean(),
  firstSeenAt: text,
  lastSeenAt: text,
  certificate: z.nullable(certificateSummarySchema),
  source: z.string(),
  fetchedAt: z.string(),
});
export type ListedKey = z.infer<typeof keySchema>;

/** One configured source; `problem` is our description of the last read error. */
const sourceSchema = z.object({
  source: z.string(),
  readAt: text,
  stale: z.boolean(),
  problem: text,
  leftOut: z.array(z.string()),
});

export const trustListingSchema = z.object({
  sources: z.array(sourceSchema),
  keys: z.array(keySchema),
  /** CA certificates as trust anchors; used only while `usesChains`. */
  roots: z.array(certificateSummarySchema),
  usesChains: z.boolean(),
});
export type TrustListing = z.infer<typeof trustListingSchema>;
