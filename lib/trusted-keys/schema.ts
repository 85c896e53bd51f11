import type { CertificateSummary } from "#lib/formats/x509/certificate";

/** One trusted key on /diagnostics; times are ISO 8601 UTC. `weakness` is null for a usable key. */
export type ListedKey = {
  kid: string | null;
  kind: string;
  sizeBits: number | null;
  thumbprint: string;
  source: string;
  fetchedAt: string;
  stale: boolean;
  published: boolean;
  weakness: string | null;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  certificate: CertificateSummary | null;
};

/** One configured source; `problem` is our description of the last read error. */
export type ListedSource = {
  source: string;
  readAt: string | null;
  stale: boolean;
  problem: string | null;
  leftOut: string[];
};

export type TrustListing = {
  sources: ListedSource[];
  keys: ListedKey[];
  /** CA certificates as trust anchors; used only while `usesChains`. */
  roots: CertificateSummary[];
  usesChains: boolean;
};
