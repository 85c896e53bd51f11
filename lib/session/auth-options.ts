import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { describeCookies, isSecureOrigin } from "./cookie.ts";
import { findDemoAccount } from "./demo-accounts.ts";
import { parseReturnPath } from "./return-path.ts";
import { open, seal } from "./seal.ts";
import { createSession } from "./session-store.ts";

/** next-auth's options for one request. The cookie's token is the session row's id; everything else lives in the row. */
export function describeAuth(origin: string): AuthOptions {
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
    providers: auth.demo
      ? [
          CredentialsProvider({
            id: "demo",
            name: "Demo account",
            credentials: { email: { type: "email" }, password: { type: "password" } },
            authorize: async (fields) => {
              const account = findDemoAccount(fields?.email, fields?.password);
              return account && { ...account, id: account.email };
            },
          }),
        ]
      : [],
    callbacks: {
      redirect: ({ url, baseUrl }) => `${origin}${parseReturnPath(url, [origin, baseUrl])}`,
      jwt: async ({ token, user, account }) => {
        if (!account) return { sessionId: token.sessionId };
        const sessionId = await createSession({
          subject: user.id,
          name: user.name ?? user.id,
          email: user.email ?? null,
          roles: "roles" in user ? (user.roles as never) : [],
          provider: "demo",
        });
        return { sessionId };
      },
    },
  };
}
