import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The sandbox's test keys (`test-keys/`), committed on purpose and trusted only by tests. */

const folder = join(import.meta.dirname, "test-keys");

export type TestKey = {
  privateKey: KeyObject;
  publicKey: KeyObject;
  kid: string | undefined;
  alg: string;
  publicJwk: Record<string, unknown>;
};

export function readTestKey(name: string): TestKey {
  const jwk = JSON.parse(readFileSync(join(folder, `${name}.private.jwk.json`), "utf8")) as Record<string, string>;
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  const { kid, alg, use } = jwk;
  const publicJwk = {
    ...(kid ? { kid } : {}),
    alg,
    use,
    ...publicKey.export({ format: "jwk" }),
  };
  return { privateKey, publicKey, kid, alg: alg ?? "", publicJwk };
}

/** A certification path as an `x5c` header: base64 DER, leaf first (RFC 7515 section 4.1.6). */
export function readCertificateChain(name: string): string[] {
  const pem = readFileSync(join(folder, `${name}-chain.pem`), "utf8");
  const parts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return parts.map((part) => new X509Certificate(part).raw.toString("base64"));
}

/** Content of `/.well-known/jwks.json`. */
export function publishedJwks(): { keys: Record<string, unknown>[] } {
  return { keys: ["provider-rsa", "provider-ec", "provider-pss"].map((name) => readTestKey(name).publicJwk) };
}
