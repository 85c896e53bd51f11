import "server-only";
import { decode, encode, type JWTDecodeParams } from "next-auth/jwt";
import { settings } from "#lib/env";

/**
 * The session cookie's content, sealed by next-auth (JWE, `dir` with A256GCM) under the newest `AUTH_SECRET` and
 * opened under any of them: a secret is rotated by putting the new one in front and dropping the old one a day later.
 * It holds the session row's id alone; name and roles are read from the row.
 */
export { encode as seal };

/** next-auth's `jwt.decode`, trying every secret; null for anything that none of them opens. */
export async function decryptJwe({ token, salt }: Pick<JWTDecodeParams, "token" | "salt">) {
  if (!token) return null;
  for (const secret of settings().auth.secrets) {
    const content = await decode({ token, secret, ...(salt === undefined ? {} : { salt }) }).catch(() => null);
    if (content) return content;
  }
  return null;
}

/** Opening a seal derives a key anew each time; a cookie comes with every request. */
const keptSeals = 1_000;
const opened = new Map<string, string>();

/**
 * The id of the session row that a cookie's value names, or null. What a seal held is remembered for the next request;
 * whether that session still lives is the row's word, asked every time.
 */
export async function decryptSessionId(token: string | null): Promise<string | null> {
  if (token === null || token.length > 4096) return null;
  const known = opened.get(token);
  if (known !== undefined) return known;
  const content = await decryptJwe({ token });
  if (typeof content?.sessionId !== "string") return null;
  const [oldest] = opened.keys();
  if (opened.size >= keptSeals && oldest !== undefined) opened.delete(oldest);
  opened.set(token, content.sessionId);
  return content.sessionId;
}
