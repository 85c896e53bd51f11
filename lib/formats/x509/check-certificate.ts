import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate as CertificateSchema } from "@peculiar/asn1-x509";
import { sameBytes } from "#lib/bytes/same-bytes";
import { sameName } from "./compare-names.ts";
import { type DerElement, readDerTime, readElement } from "./der.ts";
import { type KeyUse, readBasicConstraints, readKeyUsage, readPurposes } from "./extension-values.ts";
import { type GeneralName, type NameConstraints, readAlternativeNames, readNameConstraints } from "./general-names.ts";
import { isDer } from "./is-der.ts";
import type { Certificate, Extension } from "./parse-certificate.ts";

/** What a well-formed certificate says for a path (RFC 5280 §4.2.1). */
export type CertificateProfile = {
  notBefore: Date;
  notAfter: Date;
  /** Its subject is its issuer: such a certificate counts for no path length. */
  isSelfIssued: boolean;
  isAuthority: boolean;
  pathLength: number | null;
  /** Null allows every use. */
  keyUsage: ReadonlySet<KeyUse> | null;
  /** Object identifiers of the extended key usage; null allows every purpose. */
  purposes: readonly string[] | null;
  alternativeNames: readonly GeneralName[];
  nameConstraints: NameConstraints | null;
  hasUnknownCritical: boolean;
  hasPolicyConstraint: boolean;
};

const ids = {
  keyUsage: "2.5.29.15",
  alternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  certificatePolicies: "2.5.29.32",
  policyMappings: "2.5.29.33",
  policyConstraints: "2.5.29.36",
  extendedKeyUsage: "2.5.29.37",
  inhibitAnyPolicy: "2.5.29.54",
};
const policies = new Set([ids.certificatePolicies, ids.policyMappings, ids.policyConstraints, ids.inhibitAnyPolicy]);
const processed = new Set([
  ids.keyUsage,
  ids.alternativeName,
  ids.basicConstraints,
  ids.nameConstraints,
  ids.extendedKeyUsage,
  ...policies,
]);

const maxSerialBytes = 20;
const profiles = new WeakMap<Certificate, CertificateProfile | null>();

/** Returns what a certificate says, or null if it is not in the form of RFC 5280 §4 and X.690 (DER). */
export function checkCertificate(certificate: Certificate): CertificateProfile | null {
  const known = profiles.get(certificate);
  if (known !== undefined) return known;
  let profile: CertificateProfile | null = null;
  try {
    profile = isWellFormed(certificate) ? readProfile(certificate) : null;
  } catch {
    // A part of an extension is not what its schema says.
  }
  profiles.set(certificate, profile);
  return profile;
}

/** Checks encoding, version, serial number, names, algorithms and the list of extensions. */
function isWellFormed(certificate: Certificate): boolean {
  const { der, trailing, version, extensions, serialNumber, issuer, subject } = certificate;
  const { innerAlgorithm, signatureAlgorithm, isIrregular } = certificate;
  if (trailing.length > 0 || !isDer(der) || !isExact(der)) return false;
  const hasUniqueId = certificate.issuerUniqueId !== null || certificate.subjectUniqueId !== null;
  if (isIrregular || version > 3 || (version < 3 && extensions.length > 0) || (version < 2 && hasUniqueId))
    return false;
  const significant = serialNumber[0] === 0 ? serialNumber.length - 1 : serialNumber.length;
  if (significant > maxSerialBytes || issuer.length === 0) return false;
  if ([...issuer, ...subject].some((set) => set.length === 0)) return false;
  if (!sameBytes(innerAlgorithm.whole, signatureAlgorithm.whole)) return false;
  return new Set(extensions.map(({ oid }) => oid)).size === extensions.length && extensions.every(isExtensionDer);
}

/**
 * Checks against the schema of @peculiar/asn1-x509: it ignores elements that it does not expect, so the certificate
 * counts only if the library writes the same bytes back. This also refuses defaults that are spelled out.
 */
function isExact(der: Uint8Array<ArrayBuffer>): boolean {
  return sameBytes(new Uint8Array(AsnConvert.serialize(AsnConvert.parse(der, CertificateSchema))), der);
}

/** Extensions of RFC 5280 hold one value in DER; private ones may hold anything. */
function isExtensionDer({ oid, value }: Extension): boolean {
  return isDer(value) || !(oid.startsWith("2.5.29.") || oid.startsWith("1.3.6.1.5.5.7.1."));
}

/** @throws RangeError if an extension is malformed */
function readProfile(certificate: Certificate): CertificateProfile | null {
  const { extensions, issuer, subject } = certificate;
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid);
  const read = <T>(oid: string, parse: (element: DerElement) => T): T | null => {
    const found = find(oid);
    return found ? parse(readElement(found.value)) : null;
  };
  const notBefore = readDerTime(certificate.notBefore);
  const notAfter = readDerTime(certificate.notAfter);
  const { isAuthority, pathLength } = read(ids.basicConstraints, readBasicConstraints) ?? noConstraints;
  const nameConstraints = read(ids.nameConstraints, readNameConstraints);
  const alternativeNames = read(ids.alternativeName, readAlternativeNames);
  // Only a CA has subordinates to constrain; a certificate without a subject names its holder in a critical extension.
  if (!notBefore || !notAfter || (!isAuthority && nameConstraints)) return null;
  if (subject.length === 0 && (isAuthority || !find(ids.alternativeName)?.critical)) return null;
  return {
    notBefore,
    notAfter,
    isSelfIssued: sameName(issuer, subject),
    isAuthority,
    pathLength,
    keyUsage: read(ids.keyUsage, readKeyUsage),
    purposes: read(ids.extendedKeyUsage, readPurposes),
    alternativeNames: alternativeNames ?? [],
    nameConstraints,
    hasUnknownCritical: extensions.some(({ oid, critical }) => critical && !processed.has(oid)),
    hasPolicyConstraint: extensions.some(
      ({ oid, critical }) => policies.has(oid) && (critical || oid !== ids.certificatePolicies),
    ),
  };
}

const noConstraints = { isAuthority: false, pathLength: null };
