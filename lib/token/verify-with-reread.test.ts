import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { createKeySources, type TrustReader } from "#lib/trusted-keys/trusted-keys";
import { verifyWithReread } from "./verify-with-reread.ts";

let now = 0;
let fetches = 0;
let published: object[] = [];
let isDown = false;
let trust: TrustReader;

async function makePair(alg: string, kid: string | undefined) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
  const sign = (header: object = {}) =>
    new CompactSign(Buffer.from('{"evidenceId":"evidence-1"}'))
      .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }), ...header })
      .sign(privateKey);
  return { jwk, sign };
}

async function verdictOf(token: string, kid: string | null = "k"): Promise<string> {
  const { verdict, reason } = await verifyWithReread(Buffer.from(token), kid, trust, {
    policy: { algorithms: ["ES256", "RS256", "PS256"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-1", status: null },
    now: new Date("2026-03-10T12:00:00Z"),
  });
  return `${verdict} ${reason}`;
}

beforeEach(() => {
  now = 1_000_000;
  fetches = 0;
  isDown = false;
  trust = createKeySources(
    {
      jwksUrl: "https://keys.example/jwks",
      jwksFile: undefined,
      pemFile: undefined,
      x5cSubject: undefined,
      issuer: undefined,
      audience: undefined,
      algorithms: [],
    },
    {
      clock: () => now,
      fetchText: async () => {
        fetches++;
        // Yields to the event loop like a real fetch, so that callers overlap.
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (isDown) throw new Error("refused");
        return JSON.stringify({ keys: published });
      },
    },
  );
});

describe("rereads the key set before reporting invalid", () => {
  test.each([
    ["another key of the same kind", "ES256", "ES256"],
    ["a key of another kind", "ES256", "RS256"],
  ])("for a kid that now names %s", async (_, first, second) => {
    const [old, fresh] = [await makePair(first, "k"), await makePair(second, "k")];
    published = [old.jwk];
    expect(await verdictOf(await old.sign())).toBe("valid valid");
    published = [fresh.jwk];
    expect(await verdictOf(await fresh.sign())).toBe("valid valid");
    expect(fetches).toBe(2);
  });

  test("for a key with corrected alg or use", async () => {
    const { jwk, sign } = await makePair("ES256", "k");
    for (const wrong of [{ alg: "ES384" }, { use: "enc" }, { key_ops: ["sign"] }]) {
      now += 11 * 60_000;
      published = [{ ...jwk, ...wrong }];
      await trust.read("k");
      published = [jwk];
      expect(await verdictOf(await sign())).toBe("valid valid");
    }
  });

  test("for unnamed keys", async () => {
    const [old, fresh] = [await makePair("ES256", undefined), await makePair("ES256", undefined)];
    published = [old.jwk];
    expect(await verdictOf(await old.sign(), null)).toBe("valid valid");
    published = [fresh.jwk];
    expect(await verdictOf(await fresh.sign(), null)).toBe("valid valid");
  });

  test("concurrent and immediately following callers share one fetch", async () => {
    const [old, fresh] = [await makePair("ES256", "k"), await makePair("ES256", "k")];
    published = [old.jwk];
    await trust.read("k");
    published = [fresh.jwk];
    const token = await fresh.sign();
    const verdicts = await Promise.all(Array.from({ length: 30 }, () => verdictOf(token)));
    expect(new Set(verdicts)).toEqual(new Set(["valid valid"]));
    expect(fetches).toBe(2);
  });

  test("a hundred forged tokens are invalid and cause one fetch", async () => {
    const [own, forger] = [await makePair("ES256", "k"), await makePair("ES256", "k")];
    published = [own.jwk];
    await trust.read("k");
    const token = await forger.sign();
    for (let count = 0; count < 100; count++) expect(await verdictOf(token)).toBe("invalid signature_differs");
    expect(fetches).toBe(2);
  });

  test("an unreachable key set never makes a token invalid", async () => {
    const [old, fresh] = [await makePair("ES256", "k"), await makePair("RS256", "k")];
    const other = await makePair("ES256", "k");
    published = [old.jwk];
    await trust.read("k");
    isDown = true;
    for (const token of [await other.sign(), await fresh.sign(), await other.sign({ kid: undefined })])
      expect(await verdictOf(token)).toBe("untrusted keys_unavailable");
    expect(await verdictOf(await old.sign())).toBe("valid valid");
  });

  test("a key missing from the reread set is unknown", async () => {
    const [old, other] = [await makePair("ES256", "k"), await makePair("ES256", "other")];
    published = [old.jwk];
    await trust.read("k");
    published = [other.jwk];
    const forger = await makePair("ES256", "k");
    expect(await verdictOf(await forger.sign())).toBe("untrusted unknown_key");
  });

  test("does not reread for valid tokens or key-independent failures", async () => {
    const { jwk, sign } = await makePair("ES256", "k");
    published = [jwk];
    await verdictOf(await sign());
    const [head, payload] = (await sign()).split(".");
    expect(await verdictOf(`${head}.${payload}.`)).toBe("invalid signature_missing");
    expect(await verdictOf("hello")).toBe("undecodable not_three_parts");
    expect(fetches).toBe(1);
  });
});
