import { createHash } from "node:crypto";
import { compactDecrypt, compactVerify, createLocalJWKSet, decodeProtectedHeader } from "jose";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseName, cases } from "../cases.ts";
import { customerKeys } from "../encrypt.ts";
import { publishedJwks } from "../keys.ts";
import { scenarios } from "../scenarios.ts";
import { fetchBytes, fetchText, type RunningSandbox, runSandbox } from "./running-sandbox.ts";

type Json = Record<string, unknown>;
type Digest = { sha256: string; size: number };
type Claims = Json & { record?: Digest; archive?: Digest; files?: (Digest & { path: string })[]; exp: number };

const hash = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const jwks = createLocalJWKSet(publishedJwks() as Parameters<typeof createLocalJWKSet>[0]);

const firstNew = cases.findIndex(({ name }) => name === "pxl-consistent");
const withClaims = cases
  .slice(firstNew)
  .map(({ name }) => name)
  .filter((name) => !scenarios[name].signers[0]?.identification?.refusal)
  .filter((name) => !["token-sd-jwt", "token-jwe", "token-empty", "token-empty-claims"].includes(name));

describe("tokens", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  const verify = async (token: string) => {
    const { payload } = await compactVerify(token, jwks);
    return new TextDecoder().decode(payload);
  };
  const claimsOf = async (name: CaseName) => JSON.parse(await verify(await fetchText(sandbox, name, "jwt"))) as Claims;

  it("verify with a published key and contain the digests of the served bytes", async () => {
    expect(withClaims.length).toBeGreaterThan(25);
    for (const name of withClaims) {
      const { record, archive, files = [] } = await claimsOf(name);
      const sent = await fetchBytes(sandbox, name, "files");
      if (record) expect(record).toEqual(measure(await fetchBytes(sandbox, name, "json")));
      if (archive) expect(archive).toEqual(measure(sent));
      const zip = await JSZip.loadAsync(name === "files-base64" ? Buffer.from(sent.toString(), "base64") : sent);
      for (const { path, ...digest } of files)
        expect(digest).toEqual(measure((await zip.file(path)?.async("nodebuffer")) ?? Buffer.alloc(0)));
    }
  });

  const measure = (bytes: Buffer): Digest => ({ sha256: hash(bytes), size: bytes.length });

  it("state digests of the record unless another body replaces it, and of the archive unless it is text", async () => {
    const without = async (member: "record" | "archive") => {
      const names: string[] = [];
      for (const name of withClaims) if (!(await claimsOf(name))[member]) names.push(name);
      return names;
    };
    expect(await without("record")).toEqual(["pxl-token-ids", "record-problem", "record-html", "record-empty-object"]);
    expect(await without("archive")).toEqual(["pxl-token-ids", "files-base64"]);
  });

  it("sign SD-JWTs, with each disclosure's digest in the payload", async () => {
    const [token = "", ...disclosures] = (await fetchText(sandbox, "token-sd-jwt", "jwt")).split("~");
    expect(disclosures.pop()).toBe("");
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: "ES256", typ: "dc+sd-jwt" });
    const text = await verify(token);
    expect(text).not.toMatch(/Anaïs|1976|SPX5M2N84/);
    const { _sd_alg, person, document } = JSON.parse(text) as Json & Record<"person" | "document", { _sd: string[] }>;
    expect(_sd_alg).toBe("sha-256");
    const digests = disclosures.map((disclosure) => createHash("sha256").update(disclosure).digest("base64url"));
    const signed = [...person._sd, ...document._sd];
    expect(signed).toEqual(expect.arrayContaining(digests));
    expect(signed).toHaveLength(digests.length + 2);
    const disclosed = disclosures.map((disclosure) => {
      const [, name, value] = JSON.parse(Buffer.from(disclosure, "base64url").toString()) as string[];
      return [name, value];
    });
    expect(Object.fromEntries(disclosed)).toMatchObject({
      firstName: "Anaïs Béatrice",
      dateOfBirth: "1976-07-19",
      number: "SPX5M2N84",
    });
  });

  it("decrypt from a JWE to a token that verifies", async () => {
    const token = await fetchText(sandbox, "token-jwe", "jwt");
    expect(token.split(".")).toHaveLength(5);
    const { plaintext, protectedHeader } = await compactDecrypt(token, customerKeys().privateKey);
    expect(protectedHeader.cty).toBe("JWT");
    expect(await verify(new TextDecoder().decode(plaintext))).toContain("evidence-cfc51686");
  });

  it("sign empty payloads, without bytes and as an empty object", async () => {
    expect(await verify(await fetchText(sandbox, "token-empty", "jwt"))).toBe("");
    expect(await verify(await fetchText(sandbox, "token-empty-claims", "jwt"))).toBe("{}");
  });

  it("omit personal data from an expired token of digests", async () => {
    const claims = await claimsOf("token-expired-digests");
    expect(claims.exp).toBeLessThan(Date.parse("2026-11-23") / 1000);
    expect(claims.evidenceId).toBe("evidence-db205a1f");
    expect(claims.files?.length).toBeGreaterThan(3);
    expect(JSON.stringify(claims)).not.toMatch(/Jürg|1958|E7654321|PASSED/);
  });
});
