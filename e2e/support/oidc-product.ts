import { findFreePort } from "./free-port.ts";
import { type IdentityOptions, type IdentityProvider, oidcClient, startIdentityProvider } from "./identity-provider.ts";
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
