import { describe, expect, it } from "vitest";
import { readBodyShape } from "./body-shape.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const show = (text: string) =>
  readBodyShape({ body: Buffer.from(text), bodyState: "whole", problem: null }, "token", () => {})
    .print(() => true)
    .join("\n");
const token = `${part({ alg: "ES256", typ: "JWT", kid: "key-of-2026" })}.${part({ sub: "person-1", exp: 1795413820 })}.c2ln`;

describe("token shape", () => {
  it.each([
    ["as it is", token, "JWS"],
    ["in a JSON string", JSON.stringify(token), "JWS, inside a JSON string"],
    ["with disclosures", `${token}~WyJhIl0~WyJiIl0~`, "JWS"],
  ])("names header and claims without their values: %s", (_, text, kind) => {
    const shown = show(text);
    expect(shown).toContain(`token in compact serialization, ${kind}`);
    expect(shown).toContain("alg: ES256; typ: JWT; kid: present");
    expect(shown).toContain("exp: number, whole, epoch-seconds-like");
    expect(shown).not.toMatch(/key-of-2026|person-1|1795413820/);
  });
  it("counts the parts after a tilde", () => {
    expect(show(`${token}~WyJhIl0~WyJiIl0~`)).toContain("parts behind a tilde: 2");
  });
  it("hides unregistered algorithms and types", () => {
    const shown = show(`${part({ alg: "Zoë", typ: "Müller" })}.${part({})}.x`);
    expect(shown).toContain("alg: {other}; typ: {other}; kid: absent");
  });
  it("reports a JWE without claims", () => {
    const shown = show(`${part({ alg: "RSA-OAEP-256", enc: "A256GCM" })}.a.b.c.d`);
    expect(shown).toContain("compact serialization, JWE");
    expect(shown).toContain("claims:\n  encrypted");
  });
  it.each([
    ["<html><body>", "looks like a web page"],
    ["-----BEGIN CMS-----", "looks like PEM"],
    ["QUJDREVGR0hJSktMTU5PUA==", "looks like base64 text"],
    ["not a token", "other text"],
  ])("reports other bodies: %s", (text, name) => {
    expect(show(text)).toContain(name);
  });
  it("describes the JSON serialization as JSON", () => {
    expect(show(JSON.stringify({ payload: "a", signatures: [] }))).toContain("payload: text 1–8");
  });
});
