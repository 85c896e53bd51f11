import {
  constants,
  createCipheriv,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from "node:crypto";

/** Encryption for a customer's key, as providers apply it by default. */

/** The customer's RSA key pair, created at the first call and kept while the sandbox runs; the sandbox never decrypts. */
let customer: { publicKey: KeyObject; privateKey: KeyObject } | null = null;

export function customerKeys() {
  customer ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
  return customer;
}

export const customerKeyId = "customer-2026-02";

/** Encrypts a content key with RSAES-OAEP and SHA-256 (RFC 8017 section 7.1). */
function wrapKey(key: Buffer): Buffer {
  return publicEncrypt(
    { key: customerKeys().publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
    key,
  );
}

function encryptGcm(plaintext: Buffer, additionalData: Buffer) {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(additionalData);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { encryptedKey: wrapKey(key), iv, ciphertext, tag: cipher.getAuthTag() };
}

/** Writes a JWE in compact serialization (RFC 7516 section 7.1) with RSA-OAEP-256 and A256GCM. */
export function encryptCompact(plaintext: Buffer, fields: Record<string, string> = {}): string {
  const header = { alg: "RSA-OAEP-256", enc: "A256GCM", kid: customerKeyId, ...fields };
  const encoded = Buffer.from(JSON.stringify(header)).toString("base64url");
  const { encryptedKey, iv, ciphertext, tag } = encryptGcm(plaintext, Buffer.from(encoded, "ascii"));
  return [encoded, ...[encryptedKey, iv, ciphertext, tag].map((part) => part.toString("base64url"))].join(".");
}

export function encryptBesideKey(plaintext: Buffer): Record<string, unknown> {
  const { encryptedKey, iv, ciphertext, tag } = encryptGcm(plaintext, Buffer.alloc(0));
  return {
    keyId: customerKeyId,
    keyAlgorithm: "RSA-OAEP-256",
    contentAlgorithm: "AES-256-GCM",
    encryptedKey: encryptedKey.toString("base64"),
    iv: iv.toString("base64"),
    tag: tag.toString("base64"),
    encryptedData: ciphertext.toString("base64"),
  };
}
