import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { makeTrustedKey } from "#lib/trusted-keys/trusted-key";
import {
  ec,
  ed,
  encodePart,
  evidenceId,
  good,
  makeContext,
  outcome,
  reasonOf,
  rsa,
  sign,
  signRaw,
  untrusted,
  verify,
} from "./test-tokens.fixture.ts";
import { verifyToken } from "./verify-token.ts";

describe("algorithm and key", () => {
  test.each(["none", "None", "NONE", "nOnE", "none ", " none", "n\u200bone", "", "no-ne"])(
    "alg %j is rejected in any spelling",
    async (alg) => {
      for (const signature of ["", "AAAA"]) {
        const verdict = await verify(`${encodePart({ alg })}.${encodePart(good)}.${signature}`);
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
        const input = `${encodePart({ alg, kid: "rsa-1" })}.${encodePart(good)}`;
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
    const policy = { ...makeContext().policy, algorithms: ["ES256"] };
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
    const token = `${encodePart({ alg: "ES256", kid: "ec-1" })}.${encodePart(good)}.${Buffer.alloc(length).toString("base64url")}`;
    expect(outcome(await verify(token))).toBe(`invalid ${length === 0 ? "signature_missing" : "signature_zero"}`);
  });

  test("half-zero signatures and wrong lengths are reported", async () => {
    const head = `${encodePart({ alg: "ES256", kid: "ec-1" })}.${encodePart(good)}`;
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
        const { verdict } = await verifyToken(flipped, makeContext());
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
    const verdict = await verify(`${head}.${encodePart({ ...good, sub: "else" })}.${tail}`);
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
