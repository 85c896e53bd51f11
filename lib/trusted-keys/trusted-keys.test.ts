import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, exportSPKI, generateKeyPair, generateSecret } from "jose";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { certificateSha256, makeCertificate, toPem } from "#lib/formats/x509/make-certificate.fixture";
import { derText } from "#lib/formats/x509/write-der.fixture";
import { createKeySources } from "./trusted-keys.ts";

const folder = mkdtempSync(join(tmpdir(), "trust-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function makeKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { publicKey, jwk: { ...(await exportJWK(publicKey)), kid }, secret: await exportJWK(privateKey) };
}

const settings = (more: object) => ({
  jwksUrl: undefined,
  jwksFile: undefined,
  pemFile: undefined,
  x5cSubject: undefined,
  issuer: undefined,
  audience: undefined,
  algorithms: ["ES256"],
  ...more,
});

describe("keys by URL", () => {
  let now = 0;
  let fetches = 0;
  let response: () => string | Promise<string>;
  const make = () =>
    createKeySources(settings({ jwksUrl: "https://keys.example/jwks" }), {
      clock: () => now,
      fetchText: async () => {
        fetches++;
        return response();
      },
    });

  beforeEach(async () => {
    now = 1_000_000;
    fetches = 0;
    const { jwk } = await makeKey("one");
    response = () => JSON.stringify({ keys: [jwk] });
  });

  test("are fetched once for concurrent callers and cached", async () => {
    const trust = make();
    const all = await Promise.all(Array.from({ length: 50 }, () => trust.read("one")));
    expect(fetches).toBe(1);
    expect(all.every(({ keys, complete }) => keys.length === 1 && complete)).toBe(true);
    now += 9 * 60_000;
    await trust.read("one");
    expect(fetches).toBe(1);
    now += 2 * 60_000;
    await trust.read("one");
    expect(fetches).toBe(2);
  });

  test("a hundred unknown kids cause one fetch in 30 s", async () => {
    const trust = make();
    await trust.read("one");
    now += 31_000;
    for (let count = 0; count < 100; count++) await trust.read(`unknown-${count}`);
    await Promise.all(Array.from({ length: 100 }, (_, count) => trust.read(`other-${count}`)));
    expect(fetches).toBe(2);
    now += 31_000;
    await trust.read("unknown");
    expect(fetches).toBe(3);
  });

  test("stay for 24 h while the URL is down, marked as stale", async () => {
    const trust = make();
    await trust.read("one");
    response = () => Promise.reject(new Error("refused"));
    now += 11 * 60_000;
    const stale = await trust.read("one");
    expect(stale).toMatchObject({ complete: false, keys: [{ kid: "one", stale: true }] });
    expect(stale.sources[0]?.problem).toBe("refused");
    now += 24 * 3_600_000;
    expect((await trust.read("one")).keys).toEqual([]);
  });

  test("an unreachable URL yields no keys", async () => {
    response = () => Promise.reject(new Error("refused"));
    expect(await make().read(null)).toMatchObject({ configured: true, complete: false, keys: [] });
  });

  test("with a private or symmetric member are rejected and discard the cached keys", async () => {
    const trust = make();
    await trust.read("one");
    const { jwk, secret } = await makeKey("two");
    const symmetric = await exportJWK(await generateSecret("HS256", { extractable: true }));
    for (const bad of [secret, symmetric]) {
      response = () => JSON.stringify({ keys: [jwk, bad] });
      now += 11 * 60_000;
      const { keys, complete, sources } = await trust.read("one");
      expect([keys.length, complete]).toEqual([0, false]);
      expect(sources[0]?.problem).toContain("private or symmetric key (member 2)");
    }
  });

  test.each(["", "[]", "{}", '{"keys":{}}', '{"keys":[1]}', "<html>"])("%j is rejected", async (text) => {
    response = () => text;
    expect(await make().read(null)).toMatchObject({ complete: false, keys: [] });
  });

  test("members of unused kinds are skipped and reported", async () => {
    const { jwk } = await makeKey("two");
    const off = { ...jwk, x: "AAAA" };
    response = () => JSON.stringify({ keys: [{ kty: "EC", crv: "secp256k1", x: "AA", y: "AA" }, off, {}, jwk] });
    const { keys, sources } = await make().read(null);
    expect(keys.map(({ kid }) => kid)).toEqual(["two"]);
    expect(sources[0]?.leftOut).toHaveLength(3);
  });

  test("members of unsupported kinds are listed as such, malformed ones are not", async () => {
    const { jwk } = await makeKey("two");
    const members = [
      { kty: "EC", crv: "secp256k1", x: "AA", y: "AA", kid: "k" },
      { kty: "OKP", crv: "Ed448", x: "AA" },
      { kty: "AKP", alg: "ML-DSA-44", pub: "AA", kid: "pq" },
      { ...jwk, x: "AAAA" },
      { kty: "EC", crv: 5 },
      {},
    ];
    response = () => JSON.stringify({ keys: members });
    expect((await make().read(null)).unsupported).toEqual([
      { kid: "k", kind: "EC secp256k1" },
      { kid: null, kind: "OKP Ed448" },
      { kid: "pq", kind: "AKP" },
    ]);
  });

  test("are refetched once for concurrent callers, and again only after 10 s", async () => {
    const trust = make();
    await trust.read("one");
    const { jwk } = await makeKey("one");
    response = () => JSON.stringify({ keys: [jwk] });
    const all = await Promise.all(Array.from({ length: 50 }, () => trust.reread("one")));
    expect(fetches).toBe(2);
    expect(all.every(({ keys }) => keys[0]?.jwk.x === jwk.x)).toBe(true);
    for (let count = 0; count < 50; count++) await trust.reread("one");
    expect(fetches).toBe(2);
    now += 10_000;
    await trust.reread("one");
    expect(fetches).toBe(3);
  });

  test("adds the key history; without it, uses the URL's keys only", async () => {
    const { jwk } = await makeKey("old");
    const read = async (remember: NonNullable<Parameters<typeof createKeySources>[1]["remember"]>) =>
      (
        await createKeySources(settings({ jwksUrl: "https://keys.example/jwks" }), {
          clock: () => now,
          fetchText: async () => response(),
          remember,
        }).read(null)
      ).keys.length;
    expect(await read(async (_, set) => ({ ...set, keys: [...set.keys, ...set.keys] }))).toBe(2);
    expect(await read(() => Promise.reject(new Error("database is down")))).toBe(1);
    expect(jwk.kid).toBe("old");
  });
});

describe("keys by file", () => {
  const options = { clock: Date.now, fetchText: async () => "" };

  test("are read again when the file changes; a malformed file yields no keys", async () => {
    const path = join(folder, "jwks.json");
    const [one, two] = [await makeKey("one"), await makeKey("two")];
    const trust = createKeySources(settings({ jwksFile: path }), options);
    expect(await trust.read(null)).toMatchObject({ configured: true, complete: false, keys: [] });
    writeFileSync(path, JSON.stringify({ keys: [one.jwk] }));
    expect((await trust.read(null)).keys.map(({ kid }) => kid)).toEqual(["one"]);
    writeFileSync(path, JSON.stringify({ keys: [one.jwk, two.jwk] }));
    expect((await trust.read(null)).keys.map(({ kid }) => kid)).toEqual(["one", "two"]);
    writeFileSync(path, JSON.stringify({ keys: [one.secret] }));
    expect(await trust.read(null)).toMatchObject({ complete: false, keys: [] });
  });

  test("of PEM are unnamed; a file with a private key is rejected", async () => {
    const path = join(folder, "keys.pem");
    const { publicKey } = await makeKey("one");
    const pem = await exportSPKI(publicKey);
    writeFileSync(path, `some words\n${pem}\n${pem}`);
    const trust = createKeySources(settings({ pemFile: path }), options);
    expect((await trust.read(null)).keys).toMatchObject([{ kid: null, kind: "EC P-256" }, { kid: null }]);
    const other = generateKeyPairSync("ed448").publicKey.export({ type: "spki", format: "pem" });
    writeFileSync(path, `${pem}\n${other}`);
    expect((await trust.read(null)).unsupported).toEqual([{ kid: null, kind: "OKP Ed448" }]);
    writeFileSync(path, `${pem}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`);
    expect(await trust.read(null)).toMatchObject({ complete: false, keys: [] });
  });

  test("reads PEM certificates as keys and those of CAs as trust anchors, and leaves out malformed ones", async () => {
    const path = join(folder, "certificates.pem");
    const ca = makeCertificate({ subject: "CN=Root", ca: true });
    const signer = makeCertificate({ subject: "CN=Signer" });
    const trailing = { der: new Uint8Array([...ca.der, 0]) };
    const old = makeCertificate({ subject: "CN=Offset", ca: true, to: derText(0x17, "300101000000+0000") });
    writeFileSync(path, [ca, signer, trailing, old].map((holder) => toPem(holder)).join(""));
    const { keys, roots, sources } = await createKeySources(settings({ pemFile: path }), options).read(null);
    expect(keys).toMatchObject([{ certificate: { subject: "CN=Signer", sha256: certificateSha256(signer) } }]);
    expect(roots.map(({ der }) => der)).toEqual([ca.der]);
    expect(sources[0]?.leftOut).toEqual([expect.stringMatching(/^block 3 /), expect.stringMatching(/^block 4 /)]);
  });

  test("returns no keys without a setting", async () => {
    expect(await createKeySources(settings({}), options).read("x")).toMatchObject({ configured: false, keys: [] });
  });
});
