import { CompactEncrypt, FlattenedEncrypt, GeneralEncrypt, generateKeyPair } from "jose";
import { describe, expect, test } from "vitest";
import { readKeyId } from "./read-key-id.ts";
import { encodePart, good, outcome, reasonOf, rsa, sign, signRaw, untrusted, verify } from "./test-tokens.fixture.ts";

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
      [`${encodePart("nonsense")}.${payload}.${signature}`, "header_not_json"],
      [`${encodePart([1])}.${payload}.${signature}`, "header_not_object"],
      [`${Buffer.from([0x7b, 0xff, 0x7d]).toString("base64url")}.${payload}.${signature}`, "header_not_utf8"],
      [`${encodePart("[".repeat(100_000))}.${payload}.${signature}`, "header_too_deep"],
      [`${header}.${encodePart("[".repeat(100_000))}.${signature}`, "payload_too_deep"],
      [`${header}.${encodePart(token)}.${signature}`, "nested_token"],
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
