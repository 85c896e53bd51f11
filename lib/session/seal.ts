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
export async function open({ token, salt }: Pick<JWTDecodeParams, "token" | "salt">) {
  if (!token) return null;
  for (const secret of settings().auth.secrets) {
    const content = await decode({ token, secret, ...(salt === undefined ? {} : { salt }) }).catch(() => null);
    if (content) return content;
  }
  return null;
}

/** The id of the session row that a cookie's value names, or null. */
export async function openSessionId(token: string | null): Promise<string | null> {
  const content = token === null || token.length > 4096 ? null : await open({ token });
  return typeof content?.sessionId === "string" ? content.sessionId : null;
}
