import { describe, expect, it } from "vitest";
import { createCredentialGuard } from "./credential-guard.ts";

const secret = `canary/key+with%unusual "chars"?1234567890`;

describe("credential guard", () => {
  const guard = createCredentialGuard(() => [secret, null]);
  it.each([
    ["in plain text", `a ${secret} b`],
    ["URL-encoded", `a=${encodeURIComponent(secret)}&b`],
    ["URL-encoded in lower case", encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase())],
    ["form-encoded", new URLSearchParams({ a: secret }).toString()],
    ["in a JSON string", JSON.stringify({ a: secret })],
    ["base64", Buffer.from(secret).toString("base64")],
    ["base64 after one byte", Buffer.from(`x${secret}y`).toString("base64")],
    ["base64 after two bytes", Buffer.from(`xx${secret}yy`).toString("base64")],
    ["base64url after a scheme", Buffer.from(`Bearer ${secret}`).toString("base64url")],
  ])("finds the secret %s", (_, text) => {
    expect(guard.holdsSecret(text)).toBe(true);
    expect(guard.holdsSecret(Buffer.from(text))).toBe(true);
  });
  it("does not match other text", () => {
    expect(guard.holdsSecret("canary bird, key of C")).toBe(false);
  });
});
