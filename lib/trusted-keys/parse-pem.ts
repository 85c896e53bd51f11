import { createPublicKey, type KeyObject } from "node:crypto";
import { checkCertificate } from "#lib/formats/x509/check-certificate";
import { type Certificate, parseCertificate } from "#lib/formats/x509/parse-certificate";
import { decodePemBody } from "#lib/formats/x509/pem";
import { readPublicKey } from "#lib/formats/x509/public-key";
import { summarizeCertificate } from "#lib/formats/x509/summarize-certificate";
import { type KeySet, KeySetRejectedError } from "./parse-jwks.ts";
import { describeKeyObject, makeTrustedKey } from "./trusted-key.ts";

export type PemSet = KeySet & { roots: Certificate[] };

const blocks = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/**
 * A CA certificate is only a trust anchor for `x5c`; any other certificate is only a key.
 * @throws KeySetRejectedError for a private key, or without a usable entry
 */
export async function parsePem(text: string, fetchedAt: string): Promise<PemSet> {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(text)) throw new KeySetRejectedError("contains a private key", true);
  const set: PemSet = { keys: [], leftOut: [], unsupported: [], roots: [] };
  const found = [...text.matchAll(blocks)];
  for (const [index, [block, label = ""]] of found.entries()) {
    try {
      await readBlock(block, label, set, fetchedAt);
    } catch {
      set.leftOut.push(`block ${index + 1} is not a public key or certificate of a supported kind`);
    }
  }
  if (set.keys.length === 0 && set.roots.length === 0)
    throw new KeySetRejectedError("contains no public key or certificate");
  return set;
}

async function readBlock(block: string, label: string, set: PemSet, fetchedAt: string): Promise<void> {
  const from = { source: "TRUST_PEM_FILE", fetchedAt } as const;
  if (/CERTIFICATE$/.test(label)) {
    const certificate = parseCertificate(decodePemBody(block.replace(/-----[^-]+-----/g, "")));
    const profile = checkCertificate(certificate);
    if (!profile) throw new TypeError("The certificate is not in the form of RFC 5280");
    if (profile.isAuthority) {
      set.roots.push(certificate);
      return;
    }
    const key = readPublicKey(certificate.publicKey);
    await addKey(key, set, { ...from, certificate: summarizeCertificate(certificate) });
    return;
  }
  await addKey(createPublicKey(block), set, from);
}

type From = Parameters<typeof makeTrustedKey>[1];

async function addKey(key: KeyObject, set: PemSet, from: From): Promise<void> {
  const { jwk, kind } = describeKeyObject(key);
  if (kind !== null) set.unsupported.push({ kid: null, kind });
  set.keys.push(await makeTrustedKey(jwk, from));
}
