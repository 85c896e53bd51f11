import "server-only";
import type { AuthOptions } from "next-auth";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { type AuthTrace, beginSession } from "./begin-session.ts";
import { describeCookies, isSecureOrigin } from "./cookie.ts";
import { describeDemoProvider, describeDemoSession } from "./demo-provider.ts";
import { parseReturnPath } from "./return-path.ts";
import { open, seal } from "./seal.ts";

/**
 * next-auth's options for one request. The cookie's token holds the session row's id alone.
 * @param origin where redirects lead back to
 */
export function describeAuth(origin: string, trace: AuthTrace): AuthOptions {
  const { auth, session } = settings();
  const secure = isSecureOrigin(auth.url);
  const [secret = ""] = auth.secrets;
  return {
    secret,
    useSecureCookies: secure,
    cookies: describeCookies(secure),
    session: { strategy: "jwt", maxAge: session.maxH * 3600 },
    jwt: { encode: seal, decode: open },
    pages: { signIn: paths.signIn(), signOut: paths.signIn(), error: paths.signIn() },
    providers: auth.demo ? [describeDemoProvider(trace)] : [],
    callbacks: {
      redirect: ({ url, baseUrl }) => `${origin}${parseReturnPath(url, [origin, baseUrl])}`,
      jwt: async ({ token, user, account }) => {
        if (!account) return { sessionId: token.sessionId };
        const begun = describeDemoSession(user.id);
        return begun === null ? {} : { sessionId: await beginSession(begun, trace) };
      },
    },
  };
}
