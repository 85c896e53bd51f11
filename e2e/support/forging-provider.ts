import { createServer } from "node:http";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { close, listen } from "./loopback.ts";

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

export type ForgingProvider = {
  issuer: string;
  keys: Keys;
  foreignKeys: Keys;
  /** Next response of the token endpoint; without `id_token` it contains none. */
  response: { access_token: string; id_token?: string };
  sign(payload: JWTPayload, header?: Partial<JWTHeaderParameters>, key?: CryptoKey | Uint8Array): Promise<string>;
  end(): Promise<void>;
};

export async function startForgingProvider(): Promise<ForgingProvider> {
  const keys = await generateKeyPair("RS256", { extractable: true });
  const foreignKeys = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "provider", alg: "RS256", use: "sig" };
  let issuer = "";
  const provider: ForgingProvider = {
    issuer,
    keys,
    foreignKeys,
    response: { access_token: "access" },
    sign: (payload, header = {}, key = keys.privateKey) =>
      new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "provider", ...header }).sign(key),
    end: () => close(server),
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const bodies: Record<string, unknown> = {
      "/.well-known/openid-configuration": {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
      },
      "/keys": { keys: [jwk] },
      "/token": { token_type: "Bearer", expires_in: 300, ...provider.response },
    };
    const body = bodies[path];
    request.resume();
    response.writeHead(body ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  const port = await listen(server);
  issuer = `http://localhost:${port}`;
  provider.issuer = issuer;
  return provider;
}
