const names: Record<string, string> = {
  "1.2.840.113549.1.7.1": "data",
  "1.2.840.113549.1.7.2": "signed data",
  "1.2.840.113549.1.7.3": "enveloped data",
  "1.2.840.113549.1.7.5": "digested data",
  "1.2.840.113549.1.7.6": "encrypted data",
  "1.2.840.113549.1.9.16.1.2": "authenticated data",
  "1.2.840.113549.1.9.16.1.9": "compressed data",
  "1.2.840.113549.1.9.16.1.23": "authenticated-enveloped data",
  "1.2.840.113549.1.9.16.1.4": "time-stamp token",
  "2.23.136.1.1.1": "passport security object (LDS)",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.1.2": "AES-128-CBC",
  "2.16.840.1.101.3.4.1.6": "AES-128-GCM",
  "2.16.840.1.101.3.4.1.42": "AES-256-CBC",
  "2.16.840.1.101.3.4.1.46": "AES-256-GCM",
  "1.2.840.113549.1.1.1": "RSA",
  "1.2.840.113549.1.1.4": "RSA with MD5",
  "1.2.840.113549.1.1.5": "RSA with SHA-1",
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.113549.1.1.11": "RSA with SHA-256",
  "1.2.840.113549.1.1.12": "RSA with SHA-384",
  "1.2.840.113549.1.1.13": "RSA with SHA-512",
  "1.2.840.10045.2.1": "elliptic curve",
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
  "1.3.132.0.35": "P-521",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
  "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
  "1.2.840.10045.4.1": "ECDSA with SHA-1",
  "1.2.840.10045.4.3.2": "ECDSA with SHA-256",
  "1.2.840.10045.4.3.3": "ECDSA with SHA-384",
  "1.2.840.10045.4.3.4": "ECDSA with SHA-512",
  "1.3.101.112": "Ed25519",
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.17": "postalCode",
  "2.5.4.42": "givenName",
  "2.5.4.43": "initials",
  "2.5.4.46": "dnQualifier",
  "2.5.4.65": "pseudonym",
  "2.5.4.97": "organizationIdentifier",
  "1.2.840.113549.1.9.1": "emailAddress",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "2.5.29.14": "subject key identifier",
  "2.5.29.15": "key usage",
  "2.5.29.16": "private key usage period",
  "2.5.29.17": "subject alternative name",
  "2.5.29.19": "basic constraints",
  "2.5.29.30": "name constraints",
  "2.5.29.31": "CRL distribution points",
  "2.5.29.32": "certificate policies",
  "2.5.29.33": "policy mappings",
  "2.5.29.35": "authority key identifier",
  "2.5.29.36": "policy constraints",
  "2.5.29.37": "extended key usage",
  "2.5.29.54": "inhibit any policy",
  "1.3.6.1.5.5.7.1.1": "authority information access",
  "1.3.6.1.5.5.7.1.3": "QC statements",
};

/** Formats `SHA-256 (2.16.840…)`, only the name if `short`, or the bare identifier if unknown. */
export function formatOid(oid: string, short = false): string {
  const name = names[oid];
  if (name === undefined) return oid;
  return short ? name : `${name} (${oid})`;
}

/** Further names of attributes in a written name (RFC 4514 and usage). */
const aliases: Record<string, string> = {
  e: "1.2.840.113549.1.9.1",
  email: "1.2.840.113549.1.9.1",
  surname: "2.5.4.4",
  t: "2.5.4.12",
  g: "2.5.4.42",
  gn: "2.5.4.42",
  i: "2.5.4.43",
};

const isAttribute = (oid: string) =>
  oid.startsWith("2.5.4.") || oid.startsWith("0.9.2342.") || oid === "1.2.840.113549.1.9.1";
const attributeTypes = new Map([
  ...Object.entries(names).flatMap(([oid, name]) => (isAttribute(oid) ? [[name.toLowerCase(), oid] as const] : [])),
  ...Object.entries(aliases),
]);

/** Returns the identifier of an attribute named by word or dotted form, or null if unknown. */
export function findAttributeType(name: string): string | null {
  return /^\d/u.test(name) ? name : (attributeTypes.get(name.toLowerCase()) ?? null);
}
