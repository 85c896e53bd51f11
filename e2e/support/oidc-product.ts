import { findFreePort } from "./free-port.ts";
import { type HttpBrowser, openHttpBrowser } from "./http-browser.ts";
import { type IdentityOptions, type IdentityProvider, oidcClient, startIdentityProvider } from "./identity-provider.ts";
import { signInAtProvider } from "./identity-sign-in.ts";
import { type RunningServer, startServer } from "./server.ts";

export function companySettings(issuer: string, port: number): Record<string, string> {
  return {
    PORT: String(port),
    AUTH_DEMO: "0",
    AUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: "a-secret-of-the-tests-long-enough-for-every-test",
    AUDIT_KEY: "another-secret-of-the-tests-as-long-as-the-first",
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_CLIENT_ID: oidcClient.id,
    AUTH_OIDC_CLIENT_SECRET: oidcClient.secret,
    AUTH_ROLE_REVIEWER: "reviewer",
    AUTH_ROLE_AUDITOR: "auditor",
    AUTH_ROLE_ADMIN: "admin",
  };
}

export async function startCompany(
  options: Omit<IdentityOptions, "origin"> = {},
  settings: Record<string, string> = {},
): Promise<{ server: RunningServer; provider: IdentityProvider }> {
  const port = await findFreePort();
  const provider = await startIdentityProvider({ origin: `http://localhost:${port}`, ...options });
  const server = await startServer({ ...companySettings(provider.issuer, port), ...settings });
  return { server, provider };
}

/**
 * Signs an account in over HTTP, through the pages of the provider.
 * @returns the browser, and the error code in the address of the sign-in page, or null
 */
export async function signInWithCompany(
  server: RunningServer,
  account: string,
): Promise<{ browser: HttpBrowser; error: string | null }> {
  const browser = openHttpBrowser(server.url);
  const fields = { csrfToken: await browser.csrf(), json: "true" };
  const { url } = (await (await browser.post("/api/auth/signin/oidc", fields)).json()) as { url: string };
  const response = await browser.get(await signInAtProvider(url, account));
  const location = new URL(response.headers.get("location") ?? "", server.url);
  return { browser, error: location.searchParams.get("error") };
}
