import { type CertificateProfile, checkCertificate } from "./check-certificate.ts";
import type { CertificationPath } from "./find-paths.ts";
import type { NameConstraints } from "./general-names.ts";
import { canProcess, listNames, obeysConstraints } from "./name-constraints.ts";
import type { Certificate } from "./parse-certificate.ts";
import { findKeyFault } from "./public-key.ts";
import { findAlgorithmFault } from "./verify-signature.ts";

/** The last three are limits of this software: another may be able to rely on the path. */
export type PathFault =
  | "certificate_encoding"
  | "certificate_critical_extension"
  | "certificate_weak_signature"
  | "certificate_weak_key"
  | "certificate_name_constraints"
  | "certificate_not_authority"
  | "certificate_key_usage"
  | "certificate_path_too_long"
  | "certificate_extended_key_usage"
  | "certificate_constraint_unsupported"
  | "signature_unsupported"
  | "key_unsupported";

/** A path in which no rule is broken, apart from its dates; or the first fault from the anchor to the leaf. */
export type PathVerdict =
  | { fault: PathFault; profiles: null }
  | { fault: null; profiles: readonly CertificateProfile[] };

const anyPurpose = "2.5.29.37.0";

/** What the certificates above leave to those below (RFC 5280 §6.1.2). */
type State = { remaining: number; purposes: ReadonlySet<string>; constraints: NameConstraints[] };

/**
 * Validates a path whose names chain and whose signatures verify (RFC 5280 §6.1), without dates and revocation. The
 * limits of the anchor's own certificate count too; its self-signature does not.
 * @param purposes extended key usages of which the leaf must allow one, unless its path names none
 */
export function validatePath(path: CertificationPath, purposes: ReadonlySet<string>): PathVerdict {
  const state: State = { remaining: Number.POSITIVE_INFINITY, purposes, constraints: [] };
  const profiles: CertificateProfile[] = [];
  for (const [depth, certificate] of [...path.entries()].reverse()) {
    const profile = checkCertificate(certificate);
    if (!profile) return { fault: "certificate_encoding", profiles: null };
    const isAnchor = depth === path.length - 1;
    const fault = isAnchor
      ? findOwnFault(certificate, profile)
      : (findOwnFault(certificate, profile) ??
        findSignatureFault(certificate) ??
        findNameFault(certificate, profile, state, depth === 0));
    const next = fault ?? (depth === 0 ? findLeafFault(profile, state) : enterAuthority(profile, state, isAnchor));
    if (next) return { fault: next, profiles: null };
    profiles.unshift(profile);
  }
  return { fault: null, profiles };
}

/** Checks what a certificate says, independent of those above it. */
function findOwnFault({ publicKey }: Certificate, profile: CertificateProfile): PathFault | null {
  if (profile.hasUnknownCritical) return "certificate_critical_extension";
  const keyFault = findKeyFault(publicKey);
  if (keyFault === "malformed") return "certificate_encoding";
  if (keyFault === "weak") return "certificate_weak_key";
  if (keyFault === "unsupported") return "key_unsupported";
  if (!profile.isAuthority && profile.keyUsage?.has("keyCertSign")) return "certificate_key_usage";
  // Policies are not processed, so a path that may depend on them cannot be relied on.
  return profile.hasPolicyConstraint ? "certificate_constraint_unsupported" : null;
}

function findSignatureFault(certificate: Certificate): PathFault | null {
  const fault = findAlgorithmFault(certificate);
  if (fault === "weak") return "certificate_weak_signature";
  return fault === "unsupported" ? "signature_unsupported" : null;
}

/** Self-issued certificates are exempt, except for the leaf (§6.1.3 b). */
function findNameFault(
  { subject }: Certificate,
  { isSelfIssued, alternativeNames }: CertificateProfile,
  { constraints }: State,
  isLeaf: boolean,
): PathFault | null {
  if (isSelfIssued && !isLeaf) return null;
  const names = listNames(subject, alternativeNames);
  if (!canProcess(names, constraints)) return "certificate_constraint_unsupported";
  return obeysConstraints(names, constraints) ? null : "certificate_name_constraints";
}

/** Checks that a certificate may issue others, and applies its limits (§6.1.4). */
function enterAuthority(profile: CertificateProfile, state: State, isAnchor: boolean): PathFault | null {
  if (!profile.isAuthority) return "certificate_not_authority";
  if (profile.keyUsage && !profile.keyUsage.has("keyCertSign")) return "certificate_key_usage";
  if (!profile.isSelfIssued && !isAnchor) {
    if (state.remaining === 0) return "certificate_path_too_long";
    state.remaining -= 1;
  }
  state.remaining = Math.min(state.remaining, profile.pathLength ?? Number.POSITIVE_INFINITY);
  if (profile.nameConstraints) state.constraints.push(profile.nameConstraints);
  return narrowPurposes(profile, state);
}

function findLeafFault(profile: CertificateProfile, state: State): PathFault | null {
  const { keyUsage } = profile;
  if (keyUsage && !keyUsage.has("digitalSignature") && !keyUsage.has("nonRepudiation")) return "certificate_key_usage";
  return narrowPurposes(profile, state);
}

/** Extended key usage of a CA limits the certificates below it. */
function narrowPurposes({ purposes }: CertificateProfile, state: State): PathFault | null {
  if (purposes === null || purposes.includes(anyPurpose)) return null;
  state.purposes = new Set(purposes.filter((purpose) => state.purposes.has(purpose)));
  return state.purposes.size === 0 ? "certificate_extended_key_usage" : null;
}
