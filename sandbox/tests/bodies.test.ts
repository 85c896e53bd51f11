import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import { compactDecrypt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseName } from "../cases.ts";
import { customerKeys } from "../encrypt.ts";
import { evidencePath, fetchBytes, fetchText, type RunningSandbox, runSandbox } from "./running-sandbox.ts";

describe("records in other encodings, and bodies instead of a record", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  const typeOf = async (name: CaseName) => (await sandbox.get(evidencePath(name, "json"))).headers.get("content-type");
  const evidenceIdIn = (text: string) => (JSON.parse(text) as { evidenceId: string }).evidenceId;

  it("decrypts a JWE to the record with the customer's key", async () => {
    const text = await fetchText(sandbox, "record-jwe", "json");
    expect(text.split(".")).toHaveLength(5);
    expect(await typeOf("record-jwe")).toBe("text/plain");
    const { plaintext, protectedHeader } = await compactDecrypt(text, customerKeys().privateKey);
    expect(protectedHeader).toMatchObject({ alg: "RSA-OAEP-256", enc: "A256GCM" });
    expect(evidenceIdIn(new TextDecoder().decode(plaintext))).toBe("evidence-19271acc");
  });

  it("decrypts a ciphertext with a wrapped key to the record", async () => {
    const body = JSON.parse(await fetchText(sandbox, "record-wrapped-key", "json")) as Record<string, string>;
    const bytes = (name: string) => Buffer.from(body[name] ?? "", "base64");
    const key = privateDecrypt(
      { key: customerKeys().privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      bytes("encryptedKey"),
    );
    const decipher = createDecipheriv("aes-256-gcm", key, bytes("iv")).setAuthTag(bytes("tag"));
    const text = Buffer.concat([decipher.update(bytes("encryptedData")), decipher.final()]).toString();
    expect(evidenceIdIn(text)).toBe("evidence-a5eb75b8");
    expect(JSON.stringify(body)).not.toMatch(/firstName|PASSED/);
  });

  it("sends CMS EnvelopedData with its object identifier first and without plaintext", async () => {
    const bytes = await fetchBytes(sandbox, "record-enveloped-data", "json");
    expect(await typeOf("record-enveloped-data")).toBe("application/octet-stream");
    expect(bytes.subarray(0, 2).toString("hex")).toBe("3082");
    expect(bytes.readUInt16BE(2)).toBe(bytes.length - 4);
    expect(bytes.subarray(4, 15).toString("hex")).toBe("06092a864886f70d010703");
    expect(bytes.includes("evidenceId")).toBe(false);
  });

  it("sends the record as UTF-16 with a byte order mark", async () => {
    const bytes = await fetchBytes(sandbox, "record-utf16", "json");
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x7b, 0x00]);
    expect(evidenceIdIn(bytes.subarray(2).toString("utf16le"))).toBe("evidence-7e2a2be4");
  });

  it("sends the record's JSON inside a JSON string", async () => {
    const text: unknown = JSON.parse(await fetchText(sandbox, "record-json-string", "json"));
    expect(evidenceIdIn(String(text))).toBe("evidence-aac73437");
  });

  it("sends an empty object, a problem body and a page with status 200 instead of a record", async () => {
    expect(await fetchText(sandbox, "record-empty-object", "json")).toBe("{}");
    expect(JSON.parse(await fetchText(sandbox, "record-problem", "json"))).toEqual({
      type: "https://www.skribble.com/problem/problem-with-message",
      method: "GET",
      path: "/identification/evidence-7e723d0f/json",
      status: 500,
      message: "Internal server error.",
    });
    expect(await fetchText(sandbox, "record-html", "json")).toMatch(/^<!DOCTYPE html>/);
    expect(await typeOf("record-html")).toBe("text/plain");
  });

  it("sends the archive as base64 text", async () => {
    const text = await fetchText(sandbox, "files-base64", "files");
    expect(text).toMatch(/^UEsDB[A-Za-z0-9+/]+={0,2}$/);
    expect(Buffer.from(text, "base64").subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  });

  it("sends one check as REVIEW, below its threshold, with the result PASSED", async () => {
    type Check = { name: string; result: string; score: number; threshold: number };
    const { result, checks } = JSON.parse(await fetchText(sandbox, "check-review", "json")) as {
      result: string;
      checks: Check[];
    };
    const [review, ...others] = checks.filter(({ result: word }) => !["PASSED", "NOT_PERFORMED"].includes(word));
    expect(result).toBe("PASSED");
    expect(review).toMatchObject({ name: "document_authenticity", result: "REVIEW" });
    expect(review?.score).toBeLessThan(review?.threshold ?? 0);
    expect(others).toEqual([]);
  });

  it("changes only the request's given name or umlauts and keeps all other personal data equal", async () => {
    type Request = { signatures: { signer_identity_data: { first_name: string; last_name: string } }[] };
    for (const [name, firstName] of [
      ["other-given-names", "Regula"],
      ["umlauts-written-out", "Juerg"],
    ] as const) {
      const path = evidencePath(name, "").replace(/\/identification\/.*/, "");
      const { signatures } = (await (await sandbox.get(path)).json()) as Request;
      expect(signatures[0]?.signer_identity_data).toMatchObject({
        first_name: firstName,
        last_name: "von Broennimann",
      });
      const { person } = JSON.parse(await fetchText(sandbox, name, "json")) as { person: Record<string, string> };
      expect(person).toMatchObject({ firstName: "Jürg", lastName: "von Brönnimann" });
    }
  });
});
