import { createPublicKey, type KeyObject } from "node:crypto";
import { decodeCanonicalBase64 } from "./canonical-base64.ts";
import { sha256 } from "./merkle-tree.ts";

/** Public key of a log (C2SP signed-note, "Verifier keys"); `id` is eight hex digits. */
export type VerifierKey = { name: string; id: string; publicKey: Buffer; text: string };

/** C2SP signed-note, algorithm identifier of Ed25519. */
const ed25519 = Buffer.of(1);

/** A name without spaces and plus signs, not empty. */
const isName = (name: string) => /^[^\s+\p{Cc}]+$/u.test(name) && name.isWellFormed();

/** @param publicKey raw Ed25519 public key, 32 bytes (RFC 8032) @throws TypeError for an unusable name */
export function makeVerifierKey(name: string, publicKey: Buffer): VerifierKey {
  if (!isName(name)) throw new TypeError("The name of a log key may contain no space and no plus sign.");
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), ed25519, publicKey]))
    .subarray(0, 4)
    .toString("hex");
  const encoded = Buffer.concat([ed25519, publicKey]).toString("base64");
  return { name, id, publicKey, text: `${name}+${id}+${encoded}` };
}

/** Parses `NAME+KEYID+base64(0x01 ‖ public key)`. @throws TypeError that says what is wrong */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = "", id = "", ...encoded] = text.split("+");
  const bytes = decodeCanonicalBase64(encoded.join("+"));
  if (!isName(name) || !/^[0-9a-f]{8}$/.test(id) || bytes === null)
    throw new TypeError("This is not a verifier key. It has the form NAME+KEYID+BASE64.");
  if (bytes.length !== 33 || bytes[0] !== 1)
    throw new TypeError("This verifier key is not an Ed25519 key (C2SP signed-note, type 0x01).");
  const key = makeVerifierKey(name, bytes.subarray(1));
  if (key.id !== id) throw new TypeError(`The key ID of this verifier key is wrong: it is ${id}, not ${key.id}.`);
  return key;
}

export function importPublicKey({ publicKey }: VerifierKey): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") }, format: "jwk" });
}
