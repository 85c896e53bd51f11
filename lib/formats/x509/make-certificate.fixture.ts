import { generateKeyPairSync, hash, type KeyObject, sign } from "node:crypto";
import {
  type Bytes,
  bits,
  bool,
  derInteger,
  derText,
  element,
  empty,
  name,
  octets,
  oid,
  sequence,
  time,
} from "./write-der.fixture.ts";

/** Makes test certificates at run time, so that none in the repository expires; every part can be replaced. */

export type Keys = { publicKey: KeyObject; privateKey: KeyObject };
export type Holder = { der: Bytes; keys: Keys; subject: string | Bytes };

const usageBits = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
] as const;
export type Usage = (typeof usageBits)[number];

export type Wanted = {
  /** `CN=a, O=b`, or the DER of a name. */
  subject: string | Bytes;
  /** Signs itself without one. */
  issuer?: Holder;
  /** Replaces the name of `issuer`. */
  issuerName?: string | Bytes;
  keys?: Keys;
  from?: string | Bytes;
  to?: string | Bytes;
  ca?: boolean | null;
  pathLength?: number;
  usages?: readonly Usage[] | null;
  purposes?: readonly string[];
  more?: readonly Bytes[];
  /** Replaces all extensions but the key identifiers; null leaves them out. */
  extensions?: readonly Bytes[] | null;
  /** 1, 2 or 3. */
  version?: number;
  serial?: Bytes;
  spki?: Bytes;
  algorithm?: keyof typeof signatureAlgorithms;
  /** Replaces the inner or the outer algorithm identifier. */
  innerAlgorithm?: Bytes;
  outerAlgorithm?: Bytes;
  /** Unique IDs of issuer and subject, as bytes of a BIT STRING. */
  uniqueIds?: { issuer?: Bytes; subject?: Bytes };
  /** Follows the last part of the TBSCertificate. */
  afterTbs?: Bytes;
  /** Changes the certificate before it is signed. */
  rewriteTbs?: (tbs: Bytes) => Bytes;
  spoilSignature?: boolean;
  /** Unused bits that the signature claims to have. */
  unusedBits?: number;
};

const digest = (name: string) => sequence(oid(name), empty);
const sha256 = "2.16.840.1.101.3.4.2.1";
const pss = sequence(
  element(0xa0, digest(sha256)),
  element(0xa1, sequence(oid("1.2.840.113549.1.1.8"), digest(sha256))),
  element(0xa2, derInteger(32)),
);

export const signatureAlgorithms = {
  "ECDSA SHA-256": { identifier: sequence(oid("1.2.840.10045.4.3.2")), hash: "sha256" },
  "ECDSA SHA-384": { identifier: sequence(oid("1.2.840.10045.4.3.3")), hash: "sha384" },
  "ECDSA SHA-512": { identifier: sequence(oid("1.2.840.10045.4.3.4")), hash: "sha512" },
  "ECDSA SHA-1": { identifier: sequence(oid("1.2.840.10045.4.1")), hash: "sha1" },
  "RSA SHA-256": { identifier: sequence(oid("1.2.840.113549.1.1.11"), empty), hash: "sha256" },
  "RSA SHA-384": { identifier: sequence(oid("1.2.840.113549.1.1.12"), empty), hash: "sha384" },
  "RSA SHA-512": { identifier: sequence(oid("1.2.840.113549.1.1.13"), empty), hash: "sha512" },
  "RSA SHA-1": { identifier: sequence(oid("1.2.840.113549.1.1.5"), empty), hash: "sha1" },
  "RSA MD5": { identifier: sequence(oid("1.2.840.113549.1.1.4"), empty), hash: "md5" },
  "RSA-PSS SHA-256": { identifier: sequence(oid("1.2.840.113549.1.1.10"), pss), hash: "sha256" },
  Ed25519: { identifier: sequence(oid("1.3.101.112")), hash: null },
  Ed448: { identifier: sequence(oid("1.3.101.113")), hash: null },
} as const;

export function extension(id: string, value: Bytes, critical = false): Bytes {
  return sequence(oid(id), ...(critical ? [bool(true)] : []), octets(value));
}

export const extensions = {
  basicConstraints: (ca: boolean, pathLength?: number, critical = true) =>
    extension(
      "2.5.29.19",
      sequence(...(ca ? [bool(true)] : []), ...(pathLength === undefined ? [] : [derInteger(pathLength)])),
      critical,
    ),
  keyUsage(usages: readonly Usage[], critical = true) {
    const highest = Math.max(...usages.map((usage) => usageBits.indexOf(usage)));
    const value = usages.reduce((sum, usage) => sum | (0x80 >> usageBits.indexOf(usage)), 0);
    const content = usages.length === 0 ? bits(new Uint8Array()) : bits(Uint8Array.of(value), 7 - highest);
    return extension("2.5.29.15", content, critical);
  },
  extendedKeyUsage: (purposes: readonly string[], critical = false) =>
    extension("2.5.29.37", sequence(...purposes.map(oid)), critical),
  /** @param names elements of GeneralName */
  subjectAltName: (names: readonly Bytes[], critical = false) => extension("2.5.29.17", sequence(...names), critical),
  nameConstraints(permitted: readonly Bytes[], excluded: readonly Bytes[] = [], critical = true) {
    const subtrees = (tag: number, bases: readonly Bytes[]) =>
      bases.length === 0 ? [] : [element(tag, ...bases.map((base) => sequence(base)))];
    return extension("2.5.29.30", sequence(...subtrees(0xa0, permitted), ...subtrees(0xa1, excluded)), critical);
  },
};

export const generalName = {
  directory: (value: string | Bytes) => element(0xa4, asName(value)),
  dns: (value: string) => derText(0x82, value),
  email: (value: string) => derText(0x81, value),
  uri: (value: string) => derText(0x86, value),
  ip: (...address: readonly number[]) => element(0x87, Uint8Array.from(address)),
};

const asName = (value: string | Bytes) => (typeof value === "string" ? name(value) : value);
const asTime = (value: string | Bytes) => (typeof value === "string" ? time(value) : value);

export const ecKeys = (namedCurve = "P-256"): Keys => generateKeyPairSync("ec", { namedCurve });
export const rsaKeys = (modulusLength = 2048): Keys => generateKeyPairSync("rsa", { modulusLength });

function guessAlgorithm({ privateKey }: Keys): keyof typeof signatureAlgorithms {
  const type = privateKey.asymmetricKeyType;
  if (type === "ed25519") return "Ed25519";
  if (type === "ed448") return "Ed448";
  return type === "rsa" ? "RSA SHA-256" : "ECDSA SHA-256";
}

function signWith(tbs: Bytes, algorithm: keyof typeof signatureAlgorithms, { privateKey }: Keys): Bytes {
  const { hash: digestName } = signatureAlgorithms[algorithm];
  const options = algorithm === "RSA-PSS SHA-256" ? { padding: 6, saltLength: 32 } : {};
  return new Uint8Array(sign(digestName, tbs, { key: privateKey, ...options }));
}

function defaultExtensions({ ca = false, pathLength, usages, purposes, more = [] }: Wanted): Bytes[] {
  const flags = usages === undefined ? ([ca ? "keyCertSign" : "digitalSignature"] as const) : usages;
  return [
    ...(ca === null ? [] : [extensions.basicConstraints(ca, pathLength)]),
    ...(flags === null ? [] : [extensions.keyUsage(flags)]),
    ...(purposes ? [extensions.extendedKeyUsage(purposes)] : []),
    ...more,
  ];
}

/** Key identifiers as RFC 5280 §4.2.1.1 and §4.2.1.2 ask for them; nothing is checked with them. */
function keyIdentifiers({ ca = false }: Wanted, keys: Keys, signer: Keys): Bytes[] {
  const identify = ({ publicKey }: Keys) => hash("sha1", publicKey.export({ type: "spki", format: "der" }), "buffer");
  return [
    ...(ca ? [extension("2.5.29.14", octets(identify(keys)))] : []),
    ...(signer === keys ? [] : [extension("2.5.29.35", sequence(element(0x80, identify(signer))))]),
  ];
}

let serial = 1;

export function makeCertificate(wanted: Wanted): Holder {
  const { subject, issuer, from = "2025-01-01", to = "2030-01-01", version = 3 } = wanted;
  const keys = wanted.keys ?? ecKeys();
  const signer = issuer?.keys ?? keys;
  const algorithm = wanted.algorithm ?? guessAlgorithm(signer);
  const { identifier } = signatureAlgorithms[algorithm];
  const own = wanted.extensions ?? (wanted.extensions === null || version < 3 ? null : defaultExtensions(wanted));
  const list = own && own.length > 0 ? [...own, ...keyIdentifiers(wanted, keys, signer)] : own;
  const plain = sequence(
    ...(version === 1 ? [] : [element(0xa0, derInteger(version - 1))]),
    wanted.serial ?? derInteger(serial++),
    wanted.innerAlgorithm ?? identifier,
    asName(wanted.issuerName ?? issuer?.subject ?? subject),
    sequence(asTime(from), asTime(to)),
    asName(subject),
    wanted.spki ?? new Uint8Array(keys.publicKey.export({ type: "spki", format: "der" })),
    ...(wanted.uniqueIds?.issuer ? [element(0x81, wanted.uniqueIds.issuer)] : []),
    ...(wanted.uniqueIds?.subject ? [element(0x82, wanted.uniqueIds.subject)] : []),
    ...(list === null ? [] : [element(0xa3, sequence(...list))]),
    ...(wanted.afterTbs ? [wanted.afterTbs] : []),
  );
  const tbs = wanted.rewriteTbs?.(plain) ?? plain;
  const signature = signWith(tbs, algorithm, signer);
  if (wanted.spoilSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  return { der: sequence(tbs, wanted.outerAlgorithm ?? identifier, bits(signature, wanted.unusedBits)), keys, subject };
}

export const toBase64 = ({ der }: Pick<Holder, "der">) => Buffer.from(der).toString("base64");
export const toPem = (holder: Pick<Holder, "der">, label = "CERTIFICATE") =>
  `-----BEGIN ${label}-----\n${toBase64(holder)
    .match(/.{1,64}/g)
    ?.join("\n")}\n-----END ${label}-----\n`;
export const certificateSha256 = ({ der }: Pick<Holder, "der">) => hash("sha256", der);
