import type { CertificateSummary } from "#lib/formats/x509/certificate";

/** One trusted key as /diagnostics lists it; times ISO 8601 UTC. `weakness` is null for a key that may verify. */
export type ListedKey = {
  kid: string | null;
  kind: string;
  sizeBits: number | null;
  /** RFC 7638. */
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

/** One configured source; `problem` says in words of ours why the last reading failed. */
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
  /** CA certificates that may end a chain; used only while `usesChains`. */
  roots: CertificateSummary[];
  usesChains: boolean;
};
