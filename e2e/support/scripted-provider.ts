import { createServer, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { oidcClient } from "./identity-provider.ts";
import { close, listen } from "./loopback.ts";

export type UserInfoResponse = { status?: number; type?: string; body: unknown };

/** What the provider sends next; a test changes it between requests. */
export type Script = {
  /** Changes of the metadata; undefined removes a member. */
  metadata: Record<string, unknown>;
  /** Claims of the ID token beyond the registered ones; undefined removes one. Null: no ID token. */
  idToken: Record<string, unknown> | null;
  /** The same for the response to a refresh. */
  refreshedIdToken: Record<string, unknown> | null;
  /** Null: no refresh token. */
  refreshToken: string | null;
  /** Status of the token endpoint's response to a refresh. */
  refreshStatus: number;
  userInfo: UserInfoResponse;
  /** Milliseconds that the `Date` headers differ from this machine's clock; null: no such header. */
  dateSkewMs: number | null;
};

export type ScriptedProvider = {
  issuer: string;
  script: Script;
  /** Refresh tokens in the order in which they arrived. */
  refreshes: string[];
  sign(payload: JWTPayload, header?: Partial<JWTHeaderParameters>, key?: CryptoKey | Uint8Array): Promise<string>;
  foreignKey: CryptoKey;
  /** Registered claims of a token for our client, issued now. */
  registered(): Record<string, unknown>;
  /** The nonce of the sign-in in progress. */
  nonce: string;
  end(): Promise<void>;
};

export const subject = "anna";

export const usualScript = (): Script => ({
  metadata: {},
  idToken: { groups: ["reviewer"], name: "Anna" },
  refreshedIdToken: { groups: ["reviewer"], name: "Anna" },
  refreshToken: "refresh-1",
  refreshStatus: 200,
  userInfo: { body: { sub: subject } },
  dateSkewMs: 0,
});

/** OpenID provider on loopback that sends what a test tells it, faults and misconfigurations included. */
export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const keys = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "provider", alg: "RS256", use: "sig" };
  const now = () => Math.floor(Date.now() / 1000);
  const provider: ScriptedProvider = {
    issuer: "",
    script: usualScript(),
    refreshes: [],
    nonce: "",
    foreignKey: (await generateKeyPair("RS256")).privateKey,
    registered: () => ({ iss: provider.issuer, aud: oidcClient.id, sub: subject, iat: now(), exp: now() + 300 }),
    sign: (payload, header = {}, key = keys.privateKey) =>
      new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "provider", ...header }).sign(key),
    end: () => close(server),
  };

  const tokenResponse = async (isRefresh: boolean) => {
    const { script, nonce, registered, sign } = provider;
    const claims = isRefresh ? script.refreshedIdToken : script.idToken;
    return {
      token_type: "Bearer",
      expires_in: 3600,
      access_token: "access",
      ...(script.refreshToken === null ? {} : { refresh_token: script.refreshToken }),
      ...(claims === null
        ? {}
        : { id_token: await sign({ ...registered(), ...(isRefresh ? {} : { nonce }), ...claims }) }),
    };
  };
  const metadata = () => ({
    issuer: provider.issuer,
    authorization_endpoint: `${provider.issuer}/authorize`,
    token_endpoint: `${provider.issuer}/token`,
    jwks_uri: `${provider.issuer}/keys`,
    userinfo_endpoint: `${provider.issuer}/me`,
    ...provider.script.metadata,
  });
  const send = (response: ServerResponse, { status = 200, type = "application/json", body }: UserInfoResponse) => {
    const { dateSkewMs } = provider.script;
    response.sendDate = false;
    if (dateSkewMs !== null) response.setHeader("Date", new Date(Date.now() + dateSkewMs).toUTCString());
    response.writeHead(status, { "Content-Type": type }).end(typeof body === "string" ? body : JSON.stringify(body));
  };

  const server = createServer(async (request, response) => {
    let form = "";
    for await (const chunk of request) form += chunk;
    const { pathname } = new URL(request.url ?? "/", "http://x");
    if (pathname === "/.well-known/openid-configuration") return send(response, { body: metadata() });
    if (pathname === "/keys") return send(response, { body: { keys: [jwk] } });
    if (pathname === "/me") return send(response, provider.script.userInfo);
    if (pathname !== "/token") return send(response, { status: 404, body: {} });
    const fields = new URLSearchParams(form);
    const isRefresh = fields.get("grant_type") === "refresh_token";
    if (isRefresh) provider.refreshes.push(fields.get("refresh_token") ?? "");
    const status = isRefresh ? provider.script.refreshStatus : 200;
    send(
      response,
      status === 200 ? { body: await tokenResponse(isRefresh) } : { status, body: { error: "server_error" } },
    );
  });
  provider.issuer = `http://localhost:${await listen(server)}`;
  return provider;
}
