import { compactVerify, errors, importJWK } from "jose";
import { pickKeyParameters, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import { algorithms } from "./check-algorithm.ts";

export type SignatureReason =
  | "signature_good"
  | "signature_missing"
  | "signature_length"
  | "signature_zero"
  | "signature_differs"
  | "key_unusable";

type Imported = Awaited<ReturnType<typeof importJWK>>;

/** Caches imported keys by their JWK object, which stale or republished keys share. */
const imported = new WeakMap<TrustedKey["jwk"], Map<string, Imported>>();

async function importKey({ jwk }: TrustedKey, alg: string): Promise<Imported> {
  const ready = await importJWK(pickKeyParameters(jwk), alg);
  imported.set(jwk, (imported.get(jwk) ?? new Map<string, Imported>()).set(alg, ready));
  return ready;
}

/** Rejects signatures by their bytes alone: empty, wrong length, or zero r or s (CVE-2022-21449). */
export function checkSignatureForm(signature: Buffer, alg: string): SignatureReason | null {
  if (signature.length === 0) return "signature_missing";
  if (signature.every((byte) => byte === 0)) return "signature_zero";
  const wanted = algorithms[alg];
  if (wanted?.signatureBytes && signature.length !== wanted.signatureBytes) return "signature_length";
  if (wanted?.kty !== "EC") return null;
  const half = signature.length / 2;
  const isZero = (part: Buffer) => part.every((byte) => byte === 0);
  return isZero(signature.subarray(0, half)) || isZero(signature.subarray(half)) ? "signature_zero" : null;
}

/** Verifies a canonical compact JWS with jose; returns expected failures as reasons. */
export async function checkSignature(jws: string, key: TrustedKey, alg: string): Promise<SignatureReason> {
  let ready: Imported;
  try {
    ready = imported.get(key.jwk)?.get(alg) ?? (await importKey(key, alg));
  } catch {
    return "key_unusable";
  }
  try {
    await compactVerify(jws, ready, { algorithms: [alg] });
    return "signature_good";
  } catch (error) {
    if (error instanceof errors.JOSEError) return "signature_differs";
    return "key_unusable";
  }
}
