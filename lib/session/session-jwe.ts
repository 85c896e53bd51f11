import "server-only";
import { decodeProtectedHeader } from "jose";
import { decode, encode, type JWTDecodeParams } from "next-auth/jwt";
import { settings } from "#lib/env";

/**
 * Encrypts under the newest `AUTH_SECRET` and decrypts under any (JWE, `dir` with A256GCM).
 * To rotate, prepend a new secret and remove the old one a day later.
 */
export { encode as encryptJwe };

/** next-auth decrypts with any algorithm that fits the key, so the only one that it writes is checked here (RFC 8725 section 3.1). */
function hasOurAlgorithm(token: string): boolean {
  try {
    const { alg, enc } = decodeProtectedHeader(token);
    return alg === "dir" && enc === "A256GCM";
  } catch {
    return false;
  }
}

/** Implements next-auth's `jwt.decode` with every secret; null if none decrypts the token. */
export async function decryptJwe({ token, salt }: Pick<JWTDecodeParams, "token" | "salt">) {
  if (!token || !hasOurAlgorithm(token)) return null;
  for (const secret of settings().auth.secrets) {
    const content = await decode({ token, secret, ...(salt === undefined ? {} : { salt }) }).catch(() => null);
    if (content) return content;
  }
  return null;
}

/** Cache size; decryption derives a key each time, and every request carries a cookie. */
const maxCachedTokens = 1_000;
const opened = new Map<string, string>();

/** Caches the decrypted ID; callers check in the row whether the session is still active. */
export async function decryptSessionId(token: string | null): Promise<string | null> {
  if (token === null || token.length > 4096) return null;
  const known = opened.get(token);
  if (known !== undefined) return known;
  const content = await decryptJwe({ token });
  if (typeof content?.sessionId !== "string") return null;
  const [oldest] = opened.keys();
  if (opened.size >= maxCachedTokens && oldest !== undefined) opened.delete(oldest);
  opened.set(token, content.sessionId);
  return content.sessionId;
}
