import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import { customerKeyId, customerKeys } from "./encrypt.ts";

/** CMS EnvelopedData (RFC 5652 section 6) in DER, for one recipient with an RSA key. */

/** One DER element (X.690): tag, length, content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents);
const octets = (content: Buffer) => der(0x04, content);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

const ids = {
  data: objectId("2a864886f70d010701"),
  envelopedData: objectId("2a864886f70d010703"),
  rsaEncryption: objectId("2a864886f70d010101"),
  aes256Cbc: objectId("60864801650304012a"),
};

/** Encrypts with AES-256-CBC; the content key is encrypted with RSAES-PKCS1-v1_5 (RFC 3370 section 4.2.1). */
export function makeEnvelopedData(plaintext: Buffer): Buffer {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const encryptedKey = publicEncrypt({ key: customerKeys().publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
  // Version 2: identifies the recipient by a subject key identifier ([0]).
  const recipient = sequence(
    integer(2),
    der(0x80, Buffer.from(customerKeyId)),
    sequence(ids.rsaEncryption, der(0x05)),
    octets(encryptedKey),
  );
  const content = sequence(ids.data, sequence(ids.aes256Cbc, octets(iv)), der(0x80, ciphertext));
  const enveloped = sequence(integer(2), der(0x31, recipient), content);
  return sequence(ids.envelopedData, der(0xa0, enveloped));
}
