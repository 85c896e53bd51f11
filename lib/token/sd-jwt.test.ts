import { createHash } from "node:crypto";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import { readClaimsText } from "./claims-text.ts";
import type { Verdict } from "./schema.ts";
import { verifyToken } from "./verify-token.ts";

const now = new Date("2026-03-10T12:00:00Z");
let privateKey: CryptoKey;
let trusted: TrustedKey;

beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  privateKey = pair.privateKey;
  trusted = await makeTrustedKey(await exportJWK(pair.publicKey), { source: "TRUST_JWKS_FILE", fetchedAt: "" });
});

const encode = (text: string) => Buffer.from(text).toString("base64url");
const disclose = (...parts: unknown[]) => encode(JSON.stringify(["c2FsdA", ...parts]));
const digest = (disclosure: string, hash = "sha256") => createHash(hash).update(disclosure).digest("base64url");
const sign = (claims: unknown, header: object = { typ: "dc+sd-jwt" }) =>
  new CompactSign(Buffer.from(typeof claims === "string" ? claims : JSON.stringify(claims)))
    .setProtectedHeader({ alg: "ES256", ...header })
    .sign(privateKey);
const make = async (claims: unknown, ...disclosures: string[]) => `${[await sign(claims), ...disclosures].join("~")}~`;

const verify = (token: string) =>
  verifyToken(Buffer.from(token), {
    keys: { configured: true, complete: true, chain: null, keys: [trusted] },
    policy: { algorithms: ["ES256"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-1", status: { id: "77", transactionCode: null, completedAt: null } },
    now,
  });
const outcome = ({ verdict, reason }: Verdict) => `${verdict} ${reason}`;

const id = disclose("evidenceId", "evidence-1");
const name = disclose("family_name", "Müller");

describe("an SD-JWT", () => {
  test("is valid if a disclosed ID claim names the evidence", async () => {
    const verdict = await verify(await make({ _sd: [digest(id), digest(name)] }, id, name));
    expect(outcome(verdict)).toBe("valid valid");
    expect(verdict.claims).toEqual({ evidenceId: "evidence-1", family_name: "Müller" });
    expect(outcome(await verify(await make({ _sd: [digest(id), digest(name)] }, name)))).toBe(
      "unbound names_no_evidence",
    );
    expect(outcome(await verify(await make({ _sd: [digest(id)] })))).toBe("unbound empty_payload");
  });

  test.each([
    ["sha-256", "sha256"],
    ["sha-384", "sha384"],
    ["sha-512", "sha512"],
  ])("with digests of %s is matched", async (_sd_alg, hash) => {
    const verdict = await verify(await make({ _sd_alg, _sd: [digest(id, hash)] }, id));
    expect(outcome(verdict)).toBe("valid valid");
    expect(verdict.disclosures?.hash).toBe(_sd_alg);
  });

  test.each(["sha3-256", "md5", "SHA-256", "", 256, null])("with digests of %j is unsupported", async (_sd_alg) => {
    const verdict = await verify(await make({ _sd_alg, id: "77", _sd: [digest(name)] }, name));
    expect(outcome(verdict)).toBe("untrusted cannot_be_checked_here");
    expect(verdict.checks.find((check) => check.name === "signature")?.reason).toBe("signature_good");
    expect(verdict.claims).toEqual({ id: "77" });
    expect(outcome(await verify(await make({ _sd_alg, id: "77", _sd: [digest(name)] })))).toBe("valid valid");
  });

  test("matches thousands of disclosures, and reports more as unsupported", async () => {
    const many = Array.from({ length: 5001 }, (_, index) => disclose(`claim${index}`, index));
    const _sd = many.map((one) => digest(one));
    expect((await verify(await make({ id: "77", _sd }, ...many.slice(1)))).disclosures?.disclosed).toBe(5000);
    expect(outcome(await verify(await make({ id: "77", _sd }, ...many)))).toBe("untrusted cannot_be_checked_here");
    expect((await verify("~".repeat(5_000_000))).verdict).toBe("undecodable");
  });

  test("keeps the digits of disclosed numbers", async () => {
    const number = encode('["c2FsdA", "amount", 12345678901234567890.10]');
    const text = '{"id":"77","plain":9007199254740993,"list":[{"...":"DIGEST"}]}';
    const element = encode('["c2FsdA", 0.10]');
    const token = await make(
      text.replace("DIGEST", digest(element)).replace("{", `{"_sd":["${digest(number)}"],`),
      number,
      element,
    );
    expect(await readClaimsText(token)).toEqual({
      form: "sd-jwt",
      text: '{"id":"77","plain":9007199254740993,"list":[0.10],"amount":12345678901234567890.10}',
    });
  });

  test("is read from a JSON string or object", async () => {
    const token = await make({ id: "77", _sd: [digest(name)] }, name);
    for (const body of [JSON.stringify(token), JSON.stringify({ token }), `{"sd_jwt": "${token}", "name": "Müller"}`]) {
      expect(outcome(await verify(body))).toBe("valid valid");
      expect((await readClaimsText(body)).form).toBe("sd-jwt");
    }
  });
});

describe("an SD-JWT defect is reported and makes the token invalid", () => {
  const list = [digest(name)];
  const repeatedName = encode('["c2FsdA", "a", {"b": 1, "b": 2}]');
  const reserved = disclose("_sd", ["x"]);
  const dots = disclose("...", "x");
  const element = disclose("DE");
  const parent = disclose("person", { _sd: [digest(name)], family_name: "Meier" });
  const cases: [string, unknown, string[]][] = [
    ["disclosure_unmatched", { _sd: [] }, [name]],
    ["disclosure_unmatched", { id: "77" }, [name]],
    ["disclosure_repeated", { _sd: list }, [name, name]],
    ["digest_repeated", { _sd: [...list, ...list] }, [name]],
    ["digest_repeated", { _sd: list, more: [{ "...": list[0] }] }, []],
    ["digest_malformed", { _sd: "text" }, []],
    ["digest_malformed", { _sd: [1] }, []],
    ["digest_malformed", { _sd: [], more: [{ "...": 1 }] }, []],
    ["digest_malformed", { _sd: [], more: [{ "...": "x", b: 1 }] }, []],
    ["disclosure_name_taken", { _sd: list, family_name: "Meier" }, [name]],
    ["disclosure_name_taken", { _sd: [digest(parent)] }, [parent, name]],
    ["disclosure_malformed", { _sd: [digest("not~base64!")] }, ["AAAAA"]],
    ["disclosure_malformed", { _sd: [digest("bm8")] }, ["bm8"]],
    ["disclosure_malformed", { _sd: [digest(reserved)] }, [reserved]],
    ["disclosure_malformed", { _sd: [digest(dots)] }, [dots]],
    ["disclosure_malformed", { _sd: [digest(element)] }, [element]],
    ["disclosure_malformed", { more: [{ "...": digest(name) }] }, [name]],
    ["disclosure_malformed", { _sd: [digest(encode('["s","n",1,2]'))] }, [encode('["s","n",1,2]')]],
    ["disclosure_malformed", { _sd: [digest(encode('[1,"n",1]'))] }, [encode('[1,"n",1]')]],
    ["duplicate_claim", { _sd: [digest(repeatedName)] }, [repeatedName]],
    ["sd_jwt_malformed", { _sd: list }, ["", name]],
  ];
  test.each(cases)("%s: %j", async (reason, claims, disclosures) => {
    const verdict = await verify(await make({ identificationId: "77", ...(claims as object) }, ...disclosures));
    expect(outcome(verdict)).toBe(`invalid ${reason}`);
    expect(verdict.checks.find((check) => check.name === "signature")?.reason).toBe("signature_good");
  });

  test("names the disclosure", async () => {
    const { checks } = await verify(await make({ _sd: [digest(id)] }, id, name));
    expect(checks[0]?.detail).toBe('disclosure_unmatched; disclosure_unmatched: disclosure 2 ("family_name")');
  });

  test("text after the last tilde that is not a key binding JWT", async () => {
    const token = await make({ id: "77", _sd: [digest(name)] }, name);
    for (const tail of [name, "x", "a.b", "a..b", "a.b.c.d.e"])
      expect(outcome(await verify(`${token}${tail}`))).toBe("invalid sd_jwt_malformed");
    const keyBinding = await sign({ nonce: "1" }, { typ: "kb+jwt" });
    expect(outcome(await verify(`${token}${keyBinding}`))).toBe("valid valid");
  });

  test("a changed disclosure, and a changed issuer-signed claim", async () => {
    const token = await make({ id: "77", _sd: [digest(name)] }, name);
    const other = disclose("family_name", "Meier");
    expect(outcome(await verify(token.replace(name, other)))).toBe("invalid disclosure_unmatched");
    const changed = token.replace(/\.[^.]+\./, `.${encode(JSON.stringify({ id: "77", _sd: [digest(other)] }))}.`);
    expect(outcome(await verify(changed.replace(name, other)))).toBe("invalid signature_differs");
  });

  test("unbounded nesting", async () => {
    let inner = disclose("deepest", 1);
    const all = [inner];
    for (let depth = 0; depth < 300; depth++) {
      inner = disclose("a", { _sd: [digest(inner)] });
      all.push(inner);
    }
    expect((await verify(await make({ id: "77", _sd: [digest(inner)] }, ...all))).verdict).toBe("invalid");
  });
});

test("a token with a member named like a digest is not an SD-JWT", async () => {
  for (const claims of [
    { id: "77", _sd: 5 },
    { id: "77", more: { _sd: ["x"] } },
    { id: "77", "...": "x" },
  ]) {
    const token = await sign(claims, { typ: "JWT" });
    const verdict = await verify(token);
    expect([outcome(verdict), verdict.claims, verdict.disclosures]).toEqual(["valid valid", claims, null]);
    expect(await readClaimsText(token)).toEqual({ form: "jws", text: JSON.stringify(claims) });
  }
});
