import "server-only";
import type { AuthOptions, LoggerInstance } from "next-auth";
import { settings } from "#lib/env";
import { log } from "#lib/observability/log";
import { apiPaths, paths } from "#lib/paths";
import { cookieOptions, isSecureOrigin } from "./cookie.ts";
import { createDemoProvider, describeDemoSession } from "./demo-provider.ts";
import type { OidcFlow } from "./oidc-provider.ts";
import { parseReturnPath } from "./return-path.ts";
import { decryptJwe, encryptJwe } from "./session-jwe.ts";
import { oidcFaultCodes } from "./sign-in-reasons.ts";
import { type AuthRequestContext, recordSignInFailure, startSession } from "./start-session.ts";

/** Logs only next-auth's codes, because its messages may contain tokens and names. */
const logger: Partial<LoggerInstance> = {
  error: (code) => log().warn({ authFault: code }, "sign-in"),
  warn: () => {},
  debug: () => {},
};

/**
 * Creates options for one request; the cookie's token contains only the session row's ID.
 * @param company single sign-on, if this request needs it
 */
export function createAuthOptions(origin: string, trace: AuthRequestContext, company: OidcFlow | null): AuthOptions {
  const { auth, session } = settings();
  const secure = isSecureOrigin(auth.url);
  const [secret = ""] = auth.secrets;
  const providers = [...(auth.demo ? [createDemoProvider(trace)] : []), ...(company ? [company.provider] : [])];
  return {
    secret,
    useSecureCookies: secure,
    cookies: cookieOptions(secure),
    session: { strategy: "jwt", maxAge: session.maxH * 3600 },
    jwt: { encode: encryptJwe, decode: decryptJwe },
    pages: { signIn: paths.signIn(), signOut: paths.signIn(), error: paths.signIn() },
    providers,
    logger,
    callbacks: {
      redirect: ({ url, baseUrl }) => `${origin}${parseReturnPath(url, [origin, baseUrl])}`,
      signIn: async ({ account }) => {
        if (account?.provider !== "oidc") return true;
        const found = company?.found() ?? null;
        const fault = company?.fault() ?? null;
        if (fault === null && found !== null && found.roles.length > 0) return true;
        // Faults without a person were recorded where they were found.
        if (found !== null) await recordSignInFailure(found, "no_known_role", trace);
        return `${origin}${apiPaths.signInError(oidcFaultCodes[fault?.reason ?? "noRole"])}`;
      },
      jwt: async ({ token, user, account }) => {
        if (!account) return { sessionId: token.sessionId };
        const begun = account.provider === "oidc" ? (company?.found() ?? null) : describeDemoSession(user.id);
        return begun === null ? {} : { sessionId: await startSession(begun, trace) };
      },
    },
  };
}
