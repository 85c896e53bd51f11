import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto";
import {
  CompactEncrypt,
  CompactSign,
  exportJWK,
  FlattenedEncrypt,
  GeneralEncrypt,
  generateKeyPair,
  type JWK,
} from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import { readKeyId } from "./read-key-id.ts";
import type { Verdict } from "./schema.ts";
import { type VerificationContext, verifyToken } from "./verify-token.ts";

const now = new Date("2026-03-10T12:00:00Z");
const nowS = now.getTime() / 1000;
const evidenceId = "evidence-12345";
const good = { iss: "https://id.example", aud: "desk", sub: evidenceId, iat: nowS - 100, exp: nowS + 3600 };
const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

type Pair = { privateKey: CryptoKey; jwk: JWK; trusted: TrustedKey };
let rsa: Pair;
let ec: Pair;
let ed: Pair;
let untrusted: Pair;

async function makePair(alg: string, kid: string | undefined): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
  const from = { source: "TRUST_JWKS_FILE", fetchedAt: now.toISOString() } as const;
  return { privateKey, jwk, trusted: await makeTrustedKey(jwk, from) };
}

const sign = (claims: unknown, header: Record<string, unknown>, pair: Pair) =>
  new CompactSign(Buffer.from(typeof claims === "string" ? claims : JSON.stringify(claims)))
    .setProtectedHeader({ alg: "RS256", kid: "rsa-1", ...header } as never)
    .sign(pair.privateKey, { crit: { "urn:x": true } });

/** Signs exactly this header and payload text, valid or not. */
async function signRaw(header: string, payload: string, pair: Pair = rsa): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  const bytes = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", pair.privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(bytes).toString("base64url")}`;
}

function circumstances(change: Partial<VerificationContext> = {}): VerificationContext {
  return {
    keys: { configured: true, complete: true, chain: null, keys: [rsa.trusted, ec.trusted, ed.trusted] },
    policy: {
      algorithms: "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" "),
      issuer: undefined,
      audience: undefined,
    },
    evidence: { evidenceId, status: { id: "id-778899", transactionCode: "TX-88213", completedAt: null } },
    now,
    ...change,
  };
}

const verify = (token: string | Buffer, change: Partial<VerificationContext> = {}) =>
  verifyToken(Buffer.from(token as string), circumstances(change));
const outcome = ({ verdict, reason }: Verdict) => `${verdict} ${reason}`;
const reasonOf = (verdict: Verdict, name: string) => verdict.checks.find((check) => check.name === name)?.reason;

beforeAll(async () => {
  rsa = await makePair("RS256", "rsa-1");
  ec = await makePair("ES256", "ec-1");
  ed = await makePair("Ed25519", "ed-1");
  untrusted = await makePair("RS256", "untrusted");
});

describe("a valid token", () => {
  test("is valid under each algorithm of the list, with ten checks in the contract's order", async () => {
    const verdict = await verify(await sign(good, {}, rsa));
    expect(outcome(verdict)).toBe("valid valid");
    expect(verdict.checks.map(({ name }) => name).join(" ")).toBe(
      "structure algorithm key signature issuer audience not_before issued_at expiry binding",
    );
    expect(verdict.key).toMatchObject({ kid: "rsa-1", kind: "RSA", sizeBits: 2048, source: "TRUST_JWKS_FILE" });
    expect(outcome(await verify(await sign(good, { alg: "ES256", kid: "ec-1" }, ec)))).toBe("valid valid");
    expect(outcome(await verify(await sign(good, { alg: "EdDSA", kid: "ed-1" }, ed)))).toBe("valid valid");
    expect(outcome(await verify(await sign(good, { alg: "Ed25519", kid: "ed-1" }, ed)))).toBe("valid valid");
  });

  test("without kid, every key of a suitable kind is tried", async () => {
    expect(outcome(await verify(await sign(good, { kid: undefined }, rsa)))).toBe("valid valid");
    expect(outcome(await verify(await sign(good, { kid: undefined }, untrusted)))).toBe("invalid signature_differs");
  });

  test("an unnamed key is tried for any kid", async () => {
    const { kid: _, ...jwk } = rsa.jwk;
    const pem = await makeTrustedKey(jwk, { source: "TRUST_PEM_FILE", fetchedAt: now.toISOString() });
    const keys = { configured: true, complete: true, chain: null, keys: [pem] };
    expect(outcome(await verify(await sign(good, { kid: "anything" }, rsa), { keys }))).toBe("valid valid");
    expect(outcome(await verify(await sign(good, {}, untrusted), { keys }))).toBe("invalid signature_differs");
  });

  test("in a JSON string is read, and its bytes stay unchanged", async () => {
    const body = JSON.stringify(await sign(good, {}, rsa));
    const verdict = await verify(body);
    expect(outcome(verdict)).toBe("valid valid");
    expect(verdict.token).toBe(body);
    expect(reasonOf(verdict, "structure")).toBe("compact_in_json_string");
  });
});

describe("trust", () => {
  test("distinguishes missing, unreachable and unknown keys", async () => {
    const token = await sign(good, { kid: "untrusted" }, untrusted);
    const none = { configured: false, complete: true, chain: null, keys: [] };
    expect(outcome(await verify(token, { keys: none }))).toBe("untrusted no_keys_configured");
    const down = { configured: true, complete: false, chain: null, keys: [] };
    expect(outcome(await verify(token, { keys: down }))).toBe("untrusted keys_unavailable");
    expect(outcome(await verify(token))).toBe("untrusted unknown_key");
  });

  test("a withdrawn key identifies the signer and is not valid", async () => {
    const remembered = { ...rsa.trusted, published: false, lastSeenAt: "2026-01-01T00:00:00.000Z" };
    const keys = { configured: true, complete: true, chain: null, keys: [remembered, ec.trusted] };
    const verdict = await verify(await sign(good, {}, rsa), { keys });
    expect(outcome(verdict)).toBe("untrusted key_no_longer_published");
    expect(reasonOf(verdict, "signature")).toBe("signature_good");
  });

  test.each(["../../dev/null", "' OR 1=1 --", "__proto__", "constructor", "", "k".repeat(100_000)])(
    "a swapped kid matches no key",
    async (kid) => {
      expect(outcome(await verify(await sign(good, { kid }, rsa)))).toBe("untrusted unknown_key");
    },
  );

  test("a kid that is not a string fails", async () => {
    const token = await signRaw('{"alg":"RS256","kid":{"$ne":1}}', JSON.stringify(good));
    expect(outcome(await verify(token))).toBe("invalid kid_not_text");
  });

  test("keys contained or referenced in the token are never used", async () => {
    const headers = [
      { jwk: untrusted.jwk },
      { jku: "http://127.0.0.1:9/keys" },
      { x5u: "http://127.0.0.1:9/cert" },
      { x5c: ["AAAA"] },
    ];
    for (const header of headers) {
      const token = await sign(good, { ...header, kid: "untrusted" }, untrusted);
      expect(outcome(await verify(token))).toBe("untrusted unknown_key");
      const named = await sign(good, { ...header, kid: "rsa-1" }, untrusted);
      expect(outcome(await verify(named))).toBe("invalid signature_differs");
    }
  });
});

describe("algorithm and key", () => {
  test.each(["none", "None", "NONE", "nOnE", "none ", " none", "n\u200bone", "", "no-ne"])(
    "alg %j is rejected in any spelling",
    async (alg) => {
      for (const signature of ["", "AAAA"]) {
        const verdict = await verify(`${encode({ alg })}.${encode(good)}.${signature}`);
        expect(outcome(verdict)).toBe("invalid alg_none");
      }
    },
  );

  test("rejects HMAC with the public key in each encoding before key selection", async () => {
    const key = createPublicKey({ key: rsa.jwk as never, format: "jwk" });
    const encodings: (string | Buffer)[] = [
      key.export({ type: "spki", format: "pem" }),
      key.export({ type: "spki", format: "pem" }).toString().trim(),
      key.export({ type: "pkcs1", format: "pem" }),
      key.export({ type: "spki", format: "der" }),
      key.export({ type: "pkcs1", format: "der" }),
      JSON.stringify(rsa.jwk),
      rsa.jwk.n as string,
      Buffer.from(rsa.jwk.n as string, "base64url"),
      "",
    ];
    for (const secret of encodings)
      for (const [alg, hash] of [
        ["HS256", "sha256"],
        ["HS384", "sha384"],
        ["HS512", "sha512"],
      ] as const) {
        const input = `${encode({ alg, kid: "rsa-1" })}.${encode(good)}`;
        const token = `${input}.${createHmac(hash, secret).update(input).digest("base64url")}`;
        expect(outcome(await verify(token))).toBe("invalid alg_symmetric");
      }
  });

  test.each([
    ['{"kid":"rsa-1"}', "alg_missing"],
    ['{"alg":["RS256"],"kid":"rsa-1"}', "alg_not_text"],
    ['{"alg":null}', "alg_not_text"],
    ['{"alg":"HmacSHA256"}', "alg_symmetric"],
    ['{"alg":"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"}', "alg_symmetric"],
  ])("header %s is rejected", async (header, reason) => {
    expect(outcome(await verify(await signRaw(header, JSON.stringify(good))))).toBe(`invalid ${reason}`);
  });

  test.each([
    "ES256K",
    "Ed448",
    "ML-DSA-65",
    "SLH-DSA-SHA2-128s",
    "ESB256",
    "rs256",
    "RS1",
    "__proto__",
    "constructor",
    "dir",
  ])("alg %s is unsupported, which is not a defect", async (alg) => {
    const verdict = await verify(await signRaw(JSON.stringify({ alg, kid: "rsa-1" }), JSON.stringify(good)));
    expect(outcome(verdict)).toBe("untrusted cannot_be_checked_here");
    expect(verdict.checks.slice(1, 4).map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
      "info alg_unknown",
      "skip not_examined",
      "skip not_examined",
    ]);
  });

  test("a failed check overrides an unsupported algorithm", async () => {
    const token = await signRaw('{"alg":"ES256K"}', '{"exp":"soon"}');
    expect(outcome(await verify(token))).toBe("invalid expiry_not_a_number");
  });

  test("an algorithm outside the allow-list is rejected", async () => {
    const policy = { ...circumstances().policy, algorithms: ["ES256"] };
    expect(outcome(await verify(await sign(good, {}, rsa), { policy }))).toBe("invalid alg_not_allowed");
  });

  test("enforces the key's kind, alg, use and key_ops", async () => {
    const trust = async (more: object) => ({
      configured: true,
      complete: true,
      chain: null,
      keys: [await makeTrustedKey({ ...rsa.jwk, ...more }, { source: "TRUST_JWKS_URL", fetchedAt: "" })],
    });
    const token = await sign(good, {}, rsa);
    const cases: [object, string][] = [
      [{ alg: "PS256" }, "invalid key_alg_differs"],
      [{ use: "enc" }, "invalid key_use_differs"],
      [{ key_ops: ["sign"] }, "invalid key_ops_differ"],
      [{ alg: "RS256", use: "sig", key_ops: ["verify"] }, "valid valid"],
    ];
    for (const [more, expected] of cases)
      expect(outcome(await verify(token, { keys: await trust(more) }))).toBe(expected);
    expect(outcome(await verify(await sign(good, { kid: "ec-1" }, rsa)))).toBe("invalid key_type_differs");
  });

  test("a key of an unsupported kind is not a defect of the token", async () => {
    const trust = (kid: string | null, kind: string) => ({
      keys: { configured: true, complete: true, chain: null, keys: [ec.trusted], unsupported: [{ kid, kind }] },
    });
    const named = await sign(good, { kid: "pq-1" }, rsa);
    for (const kind of ["AKP", "EC secp256k1", "OKP Ed448"])
      expect(outcome(await verify(named, trust("pq-1", kind)))).toBe("untrusted cannot_be_checked_here");
    expect(outcome(await verify(named, trust("pq-2", "AKP")))).toBe("untrusted unknown_key");
    const edDsa = await sign(good, { alg: "EdDSA", kid: undefined }, ed);
    expect(outcome(await verify(edDsa, trust(null, "OKP Ed448")))).toBe("untrusted cannot_be_checked_here");
    expect(outcome(await verify(edDsa, trust(null, "EC secp256k1")))).toBe("untrusted unknown_key");
  });

  test("an RSA key beyond the supported limits is unsupported", async () => {
    const n = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(2100, 1)]).toString("base64url");
    const e = Buffer.concat([Buffer.from([1]), Buffer.alloc(40, 1)]).toString("base64url");
    for (const more of [{ n }, { e }]) {
      const key = await makeTrustedKey({ ...rsa.jwk, ...more }, { source: "TRUST_JWKS_URL", fetchedAt: "" });
      const keys = { configured: true, complete: true, chain: null, keys: [key] };
      expect(outcome(await verify(await sign(good, {}, rsa), { keys }))).toBe("untrusted cannot_be_checked_here");
    }
  });

  test("a withdrawn or stale key never makes a token invalid", async () => {
    const forged = await sign(good, {}, untrusted);
    for (const [more, complete, expected] of [
      [{ published: false }, true, "untrusted unknown_key"],
      [{ stale: true }, false, "untrusted keys_unavailable"],
      [{}, true, "invalid signature_differs"],
    ] as const) {
      const keys = { configured: true, complete, chain: null, keys: [{ ...rsa.trusted, ...more }] };
      expect(outcome(await verify(forged, { keys }))).toBe(expected);
    }
  });

  test("the holder's confirmation key (cnf) is never used", async () => {
    const token = await sign(
      { ...good, cnf: { jwk: untrusted.jwk, kid: evidenceId } },
      { kid: "untrusted" },
      untrusted,
    );
    expect(outcome(await verify(token))).toBe("untrusted unknown_key");
    expect(outcome(await verify(await sign({ ...good, cnf: { jwk: untrusted.jwk } }, {}, rsa)))).toBe("valid valid");
  });

  test("RSA keys with a short or even modulus or a weak exponent are weak, even if the signature is valid", async () => {
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const jwk = { ...weak.publicKey.export({ format: "jwk" }), kid: "rsa-1" };
    const n = rsa.jwk.n as string;
    const members = [jwk, { ...rsa.jwk, e: "AQ" }, { ...rsa.jwk, e: "BA" }, { ...rsa.jwk, n: `${n.slice(0, -1)}A` }];
    for (const member of members) {
      const key = await makeTrustedKey(member, { source: "TRUST_JWKS_URL", fetchedAt: "" });
      const keys = { configured: true, complete: true, chain: null, keys: [key] };
      expect(outcome(await verify(await sign(good, {}, rsa), { keys }))).toBe("invalid weak_key");
    }
  });
});

describe("signature", () => {
  test.each([64, 63, 65, 0, 256])("%i zero bytes never verify", async (length) => {
    const token = `${encode({ alg: "ES256", kid: "ec-1" })}.${encode(good)}.${Buffer.alloc(length).toString("base64url")}`;
    expect(outcome(await verify(token))).toBe(`invalid ${length === 0 ? "signature_missing" : "signature_zero"}`);
  });

  test("half-zero signatures and wrong lengths are reported", async () => {
    const head = `${encode({ alg: "ES256", kid: "ec-1" })}.${encode(good)}`;
    const half = Buffer.concat([Buffer.alloc(32), Buffer.alloc(32, 7)]).toString("base64url");
    expect(outcome(await verify(`${head}.${half}`))).toBe("invalid signature_zero");
    expect(outcome(await verify(`${head}.${Buffer.alloc(70, 7).toString("base64url")}`))).toBe(
      "invalid signature_length",
    );
  });

  test("one flipped bit at any offset is never valid", async () => {
    for (const [header, pair] of [
      [{}, rsa],
      [{ alg: "ES256", kid: "ec-1" }, ec],
    ] as const) {
      const bytes = Buffer.from(await sign(good, header, pair));
      for (let position = 0; position < bytes.length; position += 3) {
        const flipped = Buffer.from(bytes);
        flipped[position] = (flipped[position] ?? 0) ^ (1 << (position % 7));
        const { verdict } = await verifyToken(flipped, circumstances());
        expect(["invalid", "undecodable", "untrusted"]).toContain(verdict);
      }
    }
  });

  test("over an empty payload has its own reason and is not valid", async () => {
    for (const payload of ["{}", " { } "]) {
      const verdict = await verify(await sign(payload, {}, rsa));
      expect(outcome(verdict)).toBe("unbound empty_payload");
      expect(reasonOf(verdict, "signature")).toBe("signature_good");
      expect(verdict.claims).toEqual({});
    }
    expect(outcome(await verify(await sign("{}", { kid: "untrusted" }, untrusted)))).toBe("untrusted unknown_key");
  });

  test("a payload changed after signing is invalid", async () => {
    const [head, , tail] = (await sign(good, {}, rsa)).split(".");
    const verdict = await verify(`${head}.${encode({ ...good, sub: "else" })}.${tail}`);
    expect(outcome(verdict)).toBe("invalid signature_differs");
  });

  test("may be valid over a payload that is not a claims set", async () => {
    for (const [payload, reason] of [
      ["plain text", "payload_not_json"],
      ["[1]", "payload_not_object"],
    ] as const) {
      const verdict = await verify(await sign(payload, {}, rsa));
      expect(outcome(verdict)).toBe(`undecodable ${reason}`);
      expect(reasonOf(verdict, "signature")).toBe("signature_good");
      expect(verdict.claims).toBeNull();
    }
  });
});

describe("format", () => {
  test("reports a JWE as encrypted in every serialization, never as undecodable", async () => {
    const compact = await new CompactEncrypt(Buffer.from(JSON.stringify(good)))
      .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "rsa-1", cty: "JWT" })
      .encrypt((await generateKeyPair("RSA-OAEP-256")).publicKey);
    const direct = await new CompactEncrypt(Buffer.from("x"))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(new Uint8Array(32));
    const flattened = await new FlattenedEncrypt(Buffer.from("x"))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(new Uint8Array(32));
    const general = await new GeneralEncrypt(Buffer.from("x"))
      .setProtectedHeader({ enc: "A256GCM" })
      .addRecipient(new Uint8Array(32))
      .setUnprotectedHeader({ alg: "A256KW" })
      .encrypt();
    const bodies = [
      compact,
      `${compact}\n`,
      ` ${direct} `,
      JSON.stringify(compact),
      JSON.stringify({ token: direct }),
      JSON.stringify(flattened),
      JSON.stringify(general, null, 2),
      JSON.stringify({ data: { encryptedKey: "AAAA", encryptedData: "AAAA", name: "Müller" } }),
    ];
    for (const body of bodies) {
      const verdict = await verify(body);
      expect(outcome(verdict)).toBe("untrusted encrypted");
      expect(verdict.checks.map(({ outcome }) => outcome).join(" ")).toBe(`info ${"skip ".repeat(9).trim()}`);
      expect([verdict.token, verdict.claims, verdict.key]).toEqual([body, null, null]);
    }
    expect((await verify(compact)).header).toMatchObject({ alg: "RSA-OAEP-256", enc: "A256GCM" });
    const none = { configured: false, complete: true, chain: null, keys: [] };
    expect(outcome(await verify(compact, { keys: none }))).toBe("untrusted encrypted");
    expect(readKeyId(Buffer.from(compact))).toBeNull();
    const nested = await verify(await sign(compact, { cty: "JWT" }, rsa));
    expect(outcome(nested)).toBe("untrusted encrypted");
    expect(reasonOf(nested, "signature")).toBe("signature_good");
    expect(outcome(await verify(await sign(compact, {}, untrusted)))).toBe("invalid signature_differs");
  });

  test("reads a token in a JSON object that contains exactly one", async () => {
    const [token, other] = [await sign(good, {}, rsa), await sign({ ...good, extra: 1 }, {}, rsa)];
    for (const body of [
      JSON.stringify({ jwt: token }),
      JSON.stringify({ status: "COMPLETED", Evidence_JWT: token, name: "Müller" }, null, 2),
      JSON.stringify({ data: { token, expiresAt: 5 } }),
      JSON.stringify(JSON.stringify({ token })),
      JSON.stringify({ token, jwt: token }),
    ]) {
      const verdict = await verify(body);
      expect(outcome(verdict)).toBe("valid valid");
      expect(verdict.checks[0]?.reason).toBe("compact_in_json_object");
      expect(verdict.token).toBe(body);
      expect(verdict.claims).toEqual(good);
      expect(readKeyId(Buffer.from(body))).toBe("rsa-1");
    }
    for (const body of [
      JSON.stringify({ jwt: token, token: other }),
      `{"jwt":"${token}","jwt":"${other}"}`,
      JSON.stringify([token]),
      JSON.stringify({ message: token }),
      JSON.stringify({ token: "secret" }),
      JSON.stringify({ type: "https://example.com/problem/x", status: 404, message: "no" }),
      "{}",
      "{broken",
      "[".repeat(100_000),
    ])
      expect(outcome(await verify(body))).toBe("undecodable json_serialization");
    expect(outcome(await verify(JSON.stringify({ jwt: `${token}\n` })))).toBe("invalid trailing_newline");
  });

  test("text that is not a token is undecodable, with a specific reason", async () => {
    const token = await sign(good, {}, rsa);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const cases: [string | Buffer, string][] = [
      ["", "empty"],
      ["\n", "empty"],
      ["hello", "not_three_parts"],
      [`${header}.${payload}`, "not_three_parts"],
      [`${token}.AAAA`, "not_three_parts"],
      ["a.b.c.d.e", "not_three_parts"],
      [".".repeat(4), "not_three_parts"],
      ["..", "header_missing"],
      [`.${payload}.${signature}`, "header_missing"],
      ['{"payload":"","signatures":[]}', "json_serialization"],
      ['"abc', "json_string_broken"],
      [Buffer.from([0xff, 0xfe, 0x2e, 0x2e]), "not_text"],
      [`\u{feff}${token}`, "not_text"],
      [`${encode("nonsense")}.${payload}.${signature}`, "header_not_json"],
      [`${encode([1])}.${payload}.${signature}`, "header_not_object"],
      [`${Buffer.from([0x7b, 0xff, 0x7d]).toString("base64url")}.${payload}.${signature}`, "header_not_utf8"],
      [`${encode("[".repeat(100_000))}.${payload}.${signature}`, "header_too_deep"],
      [`${header}.${encode("[".repeat(100_000))}.${signature}`, "payload_too_deep"],
      [`${header}.${encode(token)}.${signature}`, "nested_token"],
      [`${header}.${payload}.${signature}!`, "not_base64url"],
    ];
    for (const [body, reason] of cases) expect(outcome(await verify(body))).toBe(`undecodable ${reason}`);
  });

  test("a decodable token in another format is rejected, with a specific reason", async () => {
    const token = await sign(good, {}, rsa);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const standard = Buffer.from(signature, "base64url").toString("base64").replace(/=+$/, "");
    const last = signature.at(-1) ?? "";
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const loose = `${signature.slice(0, -1)}${alphabet[alphabet.indexOf(last) + 1]}`;
    const cases: [string, string][] = [
      [`${token}\n`, "trailing_newline"],
      [`${token}\r\n`, "trailing_newline"],
      [` ${token}`, "white_space"],
      [`${header}.\n${payload}.${signature}`, "white_space"],
      [`${token}==`, "padding"],
      [`${header}.${payload}.${loose}`, "trailing_bits"],
      [`${header}..${signature}`, "detached_payload"],
    ];
    if (/[+/]/.test(standard)) cases.push([`${header}.${payload}.${standard}`, "standard_base64"]);
    for (const [body, reason] of cases) expect(outcome(await verify(body))).toBe(`invalid ${reason}`);
  });

  test("a valid signature over zero bytes means an empty payload, not a detached one", async () => {
    const verdict = await verify(await signRaw(JSON.stringify({ alg: "RS256", kid: "rsa-1" }), ""));
    expect(outcome(verdict)).toBe("unbound empty_payload");
    expect(verdict.claims).toEqual({});
    expect(reasonOf(verdict, "signature")).toBe("signature_good");
  });

  test("standard base64 is rejected", async () => {
    const [header, payload] = (await sign(good, {}, rsa)).split(".");
    expect(outcome(await verify(`${header}.${payload}.${"+/".repeat(171)}`))).toBe("invalid standard_base64");
  });

  test.each([
    ['{"alg":"RS256","kid":"rsa-1","alg":"RS256"}', "header_duplicate_name"],
    ['{"alg":"RS256","kid":"rsa-1","b64":false,"crit":["b64"]}', "unencoded_payload"],
    ['{"alg":"RS256","kid":"rsa-1","b64":"false"}', "unencoded_payload"],
    ['{"alg":"RS256","kid":"rsa-1","crit":["urn:x"],"urn:x":1}', "crit_unknown"],
    ['{"alg":"RS256","kid":"rsa-1","crit":["exp"],"exp":1}', "crit_unknown"],
    ['{"alg":"RS256","kid":"rsa-1","crit":["urn:x"]}', "crit_malformed"],
    ['{"alg":"RS256","kid":"rsa-1","crit":[]}', "crit_malformed"],
    ['{"alg":"RS256","kid":"rsa-1","crit":"exp"}', "crit_malformed"],
    ['{"alg":"RS256","kid":"rsa-1","crit":null}', "crit_malformed"],
  ])("header %s is rejected although its signature would verify", async (header, reason) => {
    expect(outcome(await verify(await signRaw(header, JSON.stringify(good))))).toBe(`invalid ${reason}`);
  });

  test("a duplicate claim name at any depth is rejected; the signature is still checked", async () => {
    const base = JSON.stringify(good).slice(1, -1);
    for (const more of ['"sub":"other"', '"a":{"b":1,"b":2}', '"l":[{"__proto__":1,"__proto__":2}]']) {
      const verdict = await verify(await sign(`{${base},${more}}`, {}, rsa));
      expect(outcome(verdict)).toBe("invalid duplicate_claim");
      expect(reasonOf(verdict, "signature")).toBe("signature_good");
    }
    const unusual = await sign(`{${base},"a:b":"c:d","e":"\\":\\\\","__proto__":{"f":[":"]}}`, {}, rsa);
    expect(outcome(await verify(unusual))).toBe("valid valid");
  });

  // The timeout only ends a reader that would never finish: a busy machine takes many seconds.
  test("20 MB of dots, letters or quotes are read to the end", { timeout: 120_000 }, async () => {
    expect(outcome(await verify(Buffer.alloc(20_000_000, ".")))).toBe("undecodable not_three_parts");
    expect(outcome(await verify(Buffer.alloc(20_000_000, "A")))).toBe("undecodable not_three_parts");
    expect(outcome(await verify(Buffer.alloc(20_000_000, '"')))).toBe("undecodable json_string_broken");
    expect(outcome(await verify(Buffer.alloc(20_000_000, " ")))).toBe("undecodable empty");
    const [header, payload] = (await sign(good, {}, rsa)).split(".");
    for (const filler of ["=", " ", "\n", "\t"]) {
      const long = filler.repeat(20_000_000);
      expect((await verify(`${header}.${payload}.${long}!`)).verdict).toBe("undecodable");
      expect((await verify(`${header}.${long}!.AAAA`)).verdict).toBe("undecodable");
    }
  });
});

describe("claims", () => {
  test("issuer and audience must match the settings", async () => {
    const policy = { ...circumstances().policy, issuer: "https://id.example", audience: "desk" };
    const cases: [object, string][] = [
      [{}, "valid valid"],
      [{ aud: ["x", "desk"] }, "valid valid"],
      [{ iss: "https://id.example/" }, "invalid issuer_differs"],
      [{ iss: ["https://id.example"] }, "invalid issuer_differs"],
      [{ iss: undefined }, "invalid issuer_missing"],
      [{ aud: "desk2" }, "invalid audience_differs"],
      [{ aud: ["desk", 1] }, "invalid audience_malformed"],
      [{ aud: null }, "invalid audience_malformed"],
      [{ aud: undefined }, "invalid audience_missing"],
    ];
    for (const [change, expected] of cases)
      expect(outcome(await verify(await sign({ ...good, ...change }, {}, rsa), { policy }))).toBe(expected);
  });

  test.each([
    ["exp", nowS - 59, "valid valid"],
    ["exp", nowS - 60, "expired expired"],
    ["exp", nowS - 86_400, "expired expired"],
    ["exp", 0, "expired expired"],
    ["exp", nowS + 0.5, "valid valid"],
    ["exp", (nowS + 3600) * 1000, "invalid expiry_in_milliseconds"],
    ["exp", String(nowS + 3600), "invalid expiry_not_a_number"],
    ["exp", null, "invalid expiry_not_a_number"],
    ["exp", [nowS + 3600], "invalid expiry_not_a_number"],
    ["exp", 1e308, "invalid expiry_out_of_range"],
    ["exp", -1, "invalid expiry_out_of_range"],
    ["exp", undefined, "valid valid"],
    ["nbf", nowS + 60, "valid valid"],
    ["nbf", nowS + 61, "not_yet_valid not_yet_valid"],
    ["nbf", "soon", "invalid not_before_not_a_number"],
    ["nbf", 1e308, "invalid not_before_out_of_range"],
    ["iat", nowS + 61, "not_yet_valid issued_in_the_future"],
    ["iat", nowS * 1000, "invalid issued_at_in_milliseconds"],
    ["iat", null, "invalid issued_at_not_a_number"],
  ])("%s of %j makes it %s", async (name, value, expected) => {
    expect(outcome(await verify(await sign({ ...good, [name]: value }, {}, rsa)))).toBe(expected);
  });

  test("a number beyond the range of doubles is out of range", async () => {
    const token = await sign(`{"sub":"${evidenceId}","exp":1e999}`, {}, rsa);
    expect(outcome(await verify(token))).toBe("invalid expiry_out_of_range");
  });

  test("reports a token issued before the provider's completion", async () => {
    const evidence = {
      evidenceId,
      status: { id: null, transactionCode: null, completedAt: new Date(now.getTime() - 10_000).toISOString() },
    };
    const verdict = await verify(await sign({ ...good, iat: nowS - 5000 }, {}, rsa), { evidence });
    expect(reasonOf(verdict, "issued_at")).toBe("issued_before_completion");
    expect(verdict.verdict).toBe("valid");
  });

  test.each([
    [{ sub: "id-778899" }, "valid valid"],
    [{ sub: "someone", transactionCode: "TX-88213" }, "valid valid"],
    [{ sub: "someone", nested: { list: ["x", "TX-88213"] } }, "unbound names_no_evidence"],
    [{ sub: "someone" }, "unbound names_no_evidence"],
    [{ sub: "someone", email: evidenceId, nonce: evidenceId }, "unbound names_no_evidence"],
    [{ evidenceId: "evidence-999" }, "unbound names_other_evidence"],
    [{ sub: evidenceId, evidence_id: "evidence-999" }, "unbound names_other_evidence"],
    [{ sub: evidenceId, transaction_code: "TX-1" }, "unbound names_other_evidence"],
  ])("claims %j make it %s", async (change, expected) => {
    expect(outcome(await verify(await sign({ ...good, ...change }, {}, rsa)))).toBe(expected);
  });

  test("a short ID counts only under an exact name", async () => {
    const evidence = { evidenceId: "e7", status: { id: "CH", transactionCode: null, completedAt: null } };
    const unbound = await verify(await sign({ sub: "x", country: "CH" }, {}, rsa), { evidence });
    expect(outcome(unbound)).toBe("unbound names_no_evidence");
    for (const name of ["evidenceId", "evidence", "reference", "ref", "jti", "id"])
      expect(outcome(await verify(await sign({ [name]: "e7" }, {}, rsa), { evidence }))).toBe("valid valid");
  });

  test("without a status, a token without the evidence ID stays undetermined", async () => {
    const evidence = { evidenceId, status: null };
    expect(outcome(await verify(await sign({ sub: "TX-88213" }, {}, rsa), { evidence }))).toBe(
      "unbound status_unknown",
    );
    expect(outcome(await verify(await sign(good, {}, rsa), { evidence }))).toBe("valid valid");
  });

  test("the first applicable rule decides", async () => {
    const stale = { ...good, exp: nowS - 1000, sub: "someone" };
    expect(outcome(await verify(await sign(stale, {}, rsa)))).toBe("expired expired");
    expect(outcome(await verify(await sign({ ...stale, nbf: nowS + 1000 }, {}, rsa)))).toBe(
      "not_yet_valid not_yet_valid",
    );
    expect(outcome(await verify(await sign(stale, { kid: "untrusted" }, untrusted)))).toBe("untrusted unknown_key");
  });
});
