import { errors, type JSONWebKeySet } from "jose";

/** Asymmetric algorithms only: never `none`, never a shared secret. */
const asymmetric = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** @param offered the algorithms that the provider lists; undefined if it lists none */
export const allowedAlgorithms = (offered: readonly string[] | undefined): string[] =>
  asymmetric.filter((name) => offered === undefined || offered.includes(name));

/** Fetches the provider's keys; `true` bypasses the cache for a missing key. */
export type FetchKeys = (isStale: boolean) => Promise<JSONWebKeySet>;

/** Verifies with the cached keys, and once more with fresh ones if no key fits or the signature fails. */
export async function verifyWithKeys<T>(fetchKeys: FetchKeys, verify: (keys: JSONWebKeySet) => Promise<T>): Promise<T> {
  try {
    return await verify(await fetchKeys(false));
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
      return verify(await fetchKeys(true));
    throw error;
  }
}
