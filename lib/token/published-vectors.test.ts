import { expect, test } from "vitest";
import { makeTrustedKey } from "#lib/trusted-keys/trusted-key";
import { verifyToken } from "./verify-token.ts";

/** Test vectors of RFC 7515 appendix A, RFC 7520 section 4 and RFC 8037 appendix A. */

const joe = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const hobbit =
  "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";
const p256 = {
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
};
const p521 = {
  kty: "EC",
  kid: "bilbo.baggins@hobbiton.example",
  use: "sig",
  crv: "P-521",
  x: "AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
  y: "AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1",
};
const ed25519 = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const a3 = `eyJhbGciOiJFUzI1NiJ9.${joe}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`;
const es512Header = "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9";
const es512Signature =
  "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2";
const json = JSON.stringify({ payload: hobbit, signatures: [{ protected: es512Header, signature: es512Signature }] });

test.each([
  [
    "RFC 7515 A.1, HS256",
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
    joe,
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    "invalid alg_symmetric",
    "algorithm_refused",
  ],
  ["RFC 7515 A.3, ES256, expired in 2011", ...a3.split("."), "expired expired", "signature_good"],
  [
    "RFC 7515 A.3 with one letter changed",
    "eyJhbGciOiJFUzI1NiJ9",
    joe.replace("qb2Ui", "qb2Yi"),
    a3.split(".")[2],
    "invalid signature_differs",
    "signature_differs",
  ],
  ["RFC 7515 A.5, none", "eyJhbGciOiJub25lIn0", joe, "", "invalid alg_none", "algorithm_refused"],
  [
    "RFC 7520 4.3, ES512 over prose",
    es512Header,
    hobbit,
    es512Signature,
    "undecodable payload_not_json",
    "signature_good",
  ],
  ["RFC 7520 4.5, detached", es512Header, "", es512Signature, "invalid detached_payload", "not_examined"],
  [
    "RFC 8037 A.4, EdDSA over prose",
    "eyJhbGciOiJFZERTQSJ9",
    "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    "undecodable payload_not_json",
    "signature_good",
  ],
] as [string, string, string, string, string, string][])(
  "%s",
  async (_, header, payload, signature, expected, signed) => {
    const verdict = await judge(`${header}.${payload}.${signature}`);
    expect(`${verdict.verdict} ${verdict.reason}`).toBe(expected);
    expect(verdict.checks.find(({ name }) => name === "signature")?.reason).toBe(signed);
  },
);

test("RFC 7520 4.8, JSON serialization", async () => {
  expect(await judge(json)).toMatchObject({ verdict: "undecodable", reason: "json_serialization" });
});

async function judge(token: string) {
  const from = { source: "TRUST_JWKS_FILE", fetchedAt: "2026-11-23T10:00:00Z" } as const;
  const keys = await Promise.all([p256, p521, ed25519].map((jwk) => makeTrustedKey(jwk, from)));
  return verifyToken(Buffer.from(token), {
    keys: { configured: true, complete: true, chain: null, keys },
    policy: { algorithms: ["RS256", "ES256", "ES512", "EdDSA"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-1", status: null },
    now: new Date("2026-11-23T10:00:00Z"),
  });
}
