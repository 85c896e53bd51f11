import { CompactEncrypt, exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { isJwtResponse, verifyUserInfo } from "./verify-user-info.ts";

const issuer = "https://login.example.com";
const now = Date.UTC(2026, 10, 27, 12);
const second = now / 1000;
const good = { iss: issuer, aud: "desk", sub: "anna", groups: ["reviewer"] };
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let own: Keys;
let foreign: Keys;
let published: JSONWebKeySet;

beforeAll(async () => {
  [own, foreign] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  published = { keys: [{ ...(await exportJWK(own.publicKey)), kid: "a", alg: "ES256" }] };
});

const sign = (payload: JWTPayload, key: CryptoKey | Uint8Array = own.privateKey, alg = "ES256") =>
  new SignJWT(payload).setProtectedHeader({ alg, kid: "a" }).sign(key);
const verify = (token: string, algorithms?: string[], fetchKeys = async () => published) =>
  verifyUserInfo(token, { issuer, clientId: "desk", algorithms, now, responseDate: now }, fetchKeys);
const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

describe("verifyUserInfo", () => {
  it("returns the claims of a response for this client from this issuer", async () => {
    expect(await verify(await sign(good))).toEqual(good);
    expect(await verify(await sign({ ...good, aud: ["other", "desk"], exp: second + 60 }))).toMatchObject({
      sub: "anna",
    });
  });

  it("reads the keys once more before it calls a signature invalid", async () => {
    const fetched: boolean[] = [];
    const rotated = async (isStale = false) => {
      fetched.push(isStale);
      return isStale ? published : { keys: [] };
    };
    expect(await verify(await sign(good), undefined, rotated)).toEqual(good);
    expect(fetched).toEqual([false, true]);
  });

  it.each<[string, () => Promise<string> | string, string]>([
    ["another audience", () => sign({ ...good, aud: "other" }), "userInfo"],
    ["no audience", () => sign(without("aud")), "userInfo"],
    ["no issuer", () => sign(without("iss")), "userInfo"],
    ["no subject", () => sign(without("sub")), "userInfo"],
    ["another issuer", () => sign({ ...good, iss: "https://other.example" }), "issuer"],
    ["an expiry in the past", () => sign({ ...good, exp: second - 31 }), "clock"],
    ["another key", () => sign(good, foreign.privateKey), "userInfo"],
    ["a shared secret", () => sign(good, new TextEncoder().encode("secret".repeat(8)), "HS256"), "userInfo"],
    ["no signature", async () => `${btoa('{"alg":"none"}')}.${(await sign(good)).split(".")[1]}.`, "userInfo"],
    [
      "encryption",
      async () =>
        new CompactEncrypt(new TextEncoder().encode(JSON.stringify(good)))
          .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
          .encrypt(new Uint8Array(32)),
      "userInfo",
    ],
    ["text that is not a token", () => "eyJ.x.y", "userInfo"],
  ])("refuses %s with a named fault", async (_, make, reason) => {
    const error = await verify(await make()).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "OidcFault", reason });
    expect(error.message).not.toMatch(/anna|reviewer/);
  });

  it.each([
    [
      "HS256",
      () => sign(good, new TextEncoder().encode("secret".repeat(8)), "HS256"),
      /RS256 or to none \(plain JSON\)/,
    ],
    ["none", async () => `${btoa('{"alg":"none"}')}.${(await sign(good)).split(".")[1]}.`, /RS256 or to none/],
    ["RSA-OAEP", () => `${btoa('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.a.b.c.d`, /encryption to none/],
  ])("says what to change at the provider for %s", async (algorithm, make, message) => {
    const error = await verify(await make()).catch((thrown) => thrown);
    expect(error.message).toMatch(message);
    expect(error.facts.algorithm).toBe(algorithm);
  });

  it("follows the algorithms that the provider lists, and passes on errors of the network", async () => {
    await expect(verify(await sign(good), ["RS256"])).rejects.toMatchObject({ reason: "userInfo" });
    const away = async () => {
      throw new Error("away");
    };
    await expect(verify(await sign(good), undefined, away)).rejects.toThrow("away");
  });
});

describe("isJwtResponse", () => {
  it.each([
    ["application/jwt", "{}", true],
    ["Application/JWT; charset=utf-8", "x", true],
    ["application/jwt-like", "{}", false],
    ["text/plain", "eyJhbGciOiJub25lIn0.e30.", true],
    ["application/json", '{"sub":"eyJ.a.b"}', false],
    [null, "eyJ", false],
  ])("judges %s with %s: %s", (type, body, expected) => {
    expect(isJwtResponse(type, body)).toBe(expected);
  });
});
