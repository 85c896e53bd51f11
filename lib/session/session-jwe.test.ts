import { hkdfSync } from "node:crypto";
import { EncryptJWT } from "jose";
import { beforeAll, describe, expect, it, vi } from "vitest";

const secret = "a-secret-of-this-test-0123456789-abcdefgh";
vi.mock(import("#lib/env"), async (original) => ({
  ...(await original()),
  settings: () => ({ auth: { secrets: ["another-secret-0123456789-abcdefghijkl", secret] } }) as never,
}));

let decryptJwe: typeof import("./session-jwe.ts").decryptJwe;
let decryptSessionId: typeof import("./session-jwe.ts").decryptSessionId;
let encryptJwe: typeof import("./session-jwe.ts").encryptJwe;
beforeAll(async () => {
  // Another test of this worker may have loaded the module with other settings.
  vi.resetModules();
  ({ decryptJwe, decryptSessionId, encryptJwe } = await import("./session-jwe.ts"));
});

/** The key that next-auth derives from the secret. */
const key = new Uint8Array(hkdfSync("sha256", secret, "", "NextAuth.js Generated Encryption Key", 32));
const withAlgorithm = (alg: string, enc: string) =>
  new EncryptJWT({ sessionId: "s-1" })
    .setProtectedHeader({ alg, enc })
    .setIssuedAt()
    .setExpirationTime("1h")
    .encrypt(key);

describe("the cookie's token", () => {
  it("is decrypted under any of the secrets", async () => {
    const token = await encryptJwe({ token: { sessionId: "s-1" }, secret });
    expect(await decryptSessionId(token)).toBe("s-1");
    expect(await decryptSessionId(await withAlgorithm("dir", "A256GCM"))).toBe("s-1");
  });

  it.each([
    ["A256KW", "A256GCM"],
    ["A256GCMKW", "A256GCM"],
    ["A256GCMKW", "A128GCM"],
  ])("is refused with %s and %s, although the key fits", async (alg, enc) => {
    expect(await decryptJwe({ token: await withAlgorithm(alg, enc) })).toBeNull();
  });

  it("is refused with one character changed, at each place", async () => {
    const token = await encryptJwe({ token: { sessionId: "s-1" }, secret });
    for (let at = 0; at < token.length; at += 7) {
      const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
      expect(await decryptSessionId(changed), `character ${at}`).toBeNull();
    }
  });

  it.each(["", "a", "a.b.c.d.e", "x".repeat(5_000)])("is refused if it is not a token: %j", async (token) => {
    expect(await decryptSessionId(token)).toBeNull();
  });
});
