import { decodeBase64url, encodeBase64url } from "#lib/bytes/base64";
import { fromHex, toHex } from "#lib/bytes/hex";
import { decodeCanonical } from "./base64-text.ts";
import { UnsupportedError } from "./log-key.ts";
import { type SignatureScheme, verifySignature } from "./web-signature.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Signature algorithms of COSE (RFC 9053, RFC 8812). */
const coseSchemes: Record<number, SignatureScheme> = {
  [-7]: { kind: "ecdsa", hash: "SHA-256" },
  [-8]: { kind: "ed25519" },
  [-257]: { kind: "rsa", hash: "SHA-256" },
};

/** User present and user verified (Web Authentication Level 3 section 6.1). */
const flags = 0x01 | 0x04;

const digestOf = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

function joinBytes(first: Bytes, second: Bytes): Bytes {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

type Client = { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown };

/** The client's data answers this challenge at the origin that the assertion names. */
function isAnswer(client: Client, challenge: Bytes, origin: unknown): boolean {
  const { type, challenge: answered, origin: own, crossOrigin } = client;
  const isOfChallenge = type === "webauthn.get" && answered === encodeBase64url(challenge);
  return isOfChallenge && own === origin && crossOrigin !== true;
}

/**
 * Verifies a kept passkey assertion as a third party can (docs/passkeys.md; Web Authentication Level 3 section 7.2): it signs this
 * digest, with the user present and verified, at the named origin and domain. That the key is the person's is not proven here: the log's
 * entry of its enrolment is not part of a dossier.
 * @param sha256 of the decision's canonical form, hex
 * @returns false if it is not good; null for another kind of confirmation @throws UnsupportedError
 */
export async function isAssertionGood(assertion: Record<string, unknown>, sha256: string): Promise<boolean | null> {
  const { type, publicKeySpki, algorithm, authenticatorData, clientDataJSON, signature, rpId, origin } = assertion;
  if (type !== "webauthn.get") return null;
  const scheme = coseSchemes[Number(algorithm)];
  if (!scheme) throw new UnsupportedError(`the COSE algorithm ${String(algorithm)}`);
  const [digest, spki] = [fromHex(sha256), typeof publicKeySpki === "string" ? decodeCanonical(publicKeySpki) : null];
  const texts = [authenticatorData, clientDataJSON, signature].filter((text) => typeof text === "string");
  if (texts.length < 3 || typeof rpId !== "string" || typeof origin !== "string" || !digest || !spki) return false;
  try {
    const [data, client, signed] = texts.map((text) => decodeBase64url(text));
    if (!data || !client || !signed || data.length < 37 || ((data[32] ?? 0) & flags) !== flags) return false;
    if (!isAnswer(JSON.parse(new TextDecoder().decode(client)) as Client, digest, origin)) return false;
    if (toHex(data.subarray(0, 32)) !== toHex(await digestOf(new TextEncoder().encode(rpId)))) return false;
    return await verifySignature(scheme, spki, joinBytes(data, await digestOf(client)), signed);
  } catch (error) {
    // Every browser has ECDSA and RSA: a key that it does not take is malformed.
    if (error instanceof UnsupportedError && scheme.kind === "ed25519") throw error;
    return false;
  }
}
