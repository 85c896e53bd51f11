import { describe, expect, test } from "vitest";
import { makeTrustedKey } from "#lib/trusted-keys/trusted-key";
import {
  ec,
  ed,
  evidenceId,
  good,
  makeContext,
  now,
  nowS,
  outcome,
  reasonOf,
  rsa,
  sign,
  signRaw,
  untrusted,
  verify,
} from "./test-tokens.fixture.ts";

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

  test("a token of a withdrawn key is known only if exactly this token was verified before, and is never valid", async () => {
    const remembered = { ...rsa.trusted, published: false, lastSeenAt: "2026-01-01T00:00:00.000Z" };
    const keys = { configured: true, complete: true, chain: null, keys: [remembered, ec.trusted] };
    const token = await sign(good, {}, rsa);
    const unknown = await verify(token, { keys });
    expect(outcome(unknown)).toBe("untrusted unknown_key");
    expect(unknown.key).toBeNull();
    expect(reasonOf(unknown, "signature")).toBe("not_examined");
    const verifiedBefore = { thumbprint: rsa.trusted.thumbprint, verifiedAt: "2025-12-01T00:00:00.000Z" };
    const verdict = await verify(token, { keys, verifiedBefore });
    expect(outcome(verdict)).toBe("untrusted key_no_longer_published");
    expect(reasonOf(verdict, "signature")).toBe("signature_good");
    expect(verdict.key?.verifiedAt).toBe(verifiedBefore.verifiedAt);
    const ofOther = { ...verifiedBefore, thumbprint: ec.trusted.thumbprint };
    expect(outcome(await verify(token, { keys, verifiedBefore: ofOther }))).toBe("untrusted unknown_key");
    const published = { ...keys, keys: [rsa.trusted, ec.trusted] };
    expect((await verify(token, { keys: published, verifiedBefore })).key?.verifiedAt).toBeNull();
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

describe("claims", () => {
  test("issuer and audience must match the settings", async () => {
    const policy = { ...makeContext().policy, issuer: "https://id.example", audience: "desk" };
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
