import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCredentials } from "./credential-patterns.ts";
import { createCredentialScanner } from "./credential-scanner.ts";
import { composition, encodeAll, representatives, surroundings } from "./encodings.fixture.ts";

const isFull = process.env.FULL === "1";
const userName = "api_demo_compliance_desk";
const apiKey = "5f2b7c9e-1d3a-4860-9b57-2d6f01c5ef70";
const accessToken = `eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiJhcGlfZGVtbyIsImV4cCI6MTc5".repeat(4)}.c2lnbmF0dXJl-_${"Zk9x".repeat(20)}`;
const unusual = 'canary/key+with%unusual "chars"?12345 &67890';
const patterns = compileCredentials([apiKey, accessToken, unusual]);
const secrets: Record<string, string> = {
  "the API key": apiKey,
  "user name and API key": `${userName}:${apiKey}`,
  "a key with punctuation": unusual,
  "an access token": accessToken,
};

function finds(...chunks: Buffer[]): boolean {
  const scan = createCredentialScanner(patterns);
  return chunks.map((chunk) => scan(chunk)).includes(true);
}
const bytesOf = (content: Buffer) => Array.from(content, (_, at) => content.subarray(at, at + 1));
const cutAt = (content: Buffer, at: number) => [content.subarray(0, at), content.subarray(at)];

describe("credential scanner", () => {
  it.each(Object.entries(secrets))("finds %s in every composition of encodings", (_, secret) => {
    const missed: string[] = [];
    // A token is long, and nothing but its length tells it from a key.
    const deepest = isFull || secret === apiKey ? 3 : 2;
    for (let depth = 0; depth <= deepest; depth += 1)
      for (const applied of representatives(depth))
        if (!finds(encodeAll(Buffer.from(secret), applied))) missed.push(applied.join(" > "));
    expect(missed).toEqual([]);
  });

  it("finds it at every chunk boundary, with the chunk that completes it", { timeout: 1_200_000 }, () => {
    const missed: string[] = [];
    for (let depth = 0; depth <= (isFull ? 3 : 2); depth += 1)
      for (const applied of representatives(depth)) {
        const encoded = Buffer.concat([Buffer.from("\u00ff{}"), encodeAll(Buffer.from(apiKey), applied)]);
        const step = depth < 2 ? 1 : isFull ? 3 : 11;
        for (let at = 1; at < encoded.length; at += step)
          if (!finds(...cutAt(encoded, at))) missed.push(`${applied.join(" > ")} cut at ${at}`);
        if (!finds(...bytesOf(encoded))) missed.push(`${applied.join(" > ")} in single bytes`);
      }
    expect(missed).toEqual([]);
  });

  it("finds it in any composition among any bytes, in any chunks", { timeout: 600_000 }, () => {
    const property = fc.property(
      fc.constantFrom(...Object.values(secrets)),
      composition(3),
      surroundings,
      surroundings,
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.nat(3),
      (secret, applied, before, after, cuts, shift) => {
        const whole = Buffer.concat([before, encodeAll(Buffer.from(secret), applied), after]);
        // Chunks start at any address, like slices of a socket buffer.
        const moved = Buffer.concat([Buffer.alloc(shift), whole]).subarray(shift);
        const ends = [...cuts.map((cut) => cut % (moved.length + 1)), moved.length].sort((a, b) => a - b);
        const chunks = ends.map((end, index) => moved.subarray(ends[index - 1] ?? 0, end));
        expect(finds(...chunks)).toBe(true);
      },
    );
    fc.assert(property, { numRuns: isFull ? 40_000 : 2_000 });
  });

  it.each([8, 9, 11, 14, 20])("finds a key of %i characters in plain, escaped and base64 form", (length) => {
    const short = "k7Qz93xLm-20VbT/5w!x".slice(0, length);
    const scan = (content: Buffer) => createCredentialScanner(compileCredentials([short]))(content);
    for (const applied of [[], ["json all"], ["percent all"], ["base64 at 0"], ["base64 at 1"], ["base64 at 2"]])
      expect([applied, scan(encodeAll(Buffer.from(short), applied))]).toEqual([applied, true]);
  });

  it.each([[], ["json needed"], ["form"], ["base64 at 1"]])("finds a key with few letters after %s", (...applied) => {
    const punctuated = "k.7:Q{z}9!3(x)";
    const scan = createCredentialScanner(compileCredentials([punctuated]));
    expect(scan(encodeAll(Buffer.from(punctuated), applied))).toBe(true);
  });

  it("finds a key that contains characters beyond ASCII", () => {
    const scan = createCredentialScanner(compileCredentials(["schlüssel-für-4711-0815-abcd"]));
    expect(scan(Buffer.from('{"key":"schlüssel-für-4711-0815-abcd"}'))).toBe(true);
  });
});

describe("credential scanner without a credential", () => {
  const record = {
    account: userName,
    message: `Sent by ${userName}, key 5f2b7c9e-1d3a-4860-9b57-000000000000`,
    basic: Buffer.from(`${userName}:another-password`).toString("base64"),
    hex: Buffer.from(userName).toString("hex"),
    keys: ["api-key", "API_KEY", "Authorization: Bearer"],
  };
  it.each<[string, string | Buffer]>([
    ["the user name as text, and a similar key", JSON.stringify(record)],
    [
      "the user name in every encoding",
      [...representatives(2)].map((applied) => encodeAll(Buffer.from(userName), applied).toString("latin1")).join("\n"),
    ],
    ["the key without one character", apiKey.replace("4860", "480")],
    ["the key in capitals", apiKey.toUpperCase()],
    ["the key backwards", [...apiKey].reverse().join("")],
    ["half of the key", apiKey.slice(0, 18)],
    ["another token of the same issuer", accessToken.replace("Zk9x", "Zk9y")],
  ])("does not match %s", (_, text) => {
    expect(finds(Buffer.from(text))).toBe(false);
    expect(finds(Buffer.from(Buffer.from(text).toString("base64")))).toBe(false);
  });

  it("does not match random data, nor any encoding of it", () => {
    const property = fc.property(
      fc.uint8Array({ minLength: 200, maxLength: 4_000 }),
      composition(2),
      (data, applied) => {
        expect(finds(encodeAll(Buffer.from(data), applied))).toBe(false);
      },
    );
    fc.assert(property, { numRuns: isFull ? 20_000 : 300 });
    for (const form of ["latin1", "base64", "base64url", "hex"] as const)
      expect(finds(Buffer.from(randomBytes(2_000_000).toString(form), "latin1"))).toBe(false);
  });

  it("decodes hostile data at more than a megabyte per second", () => {
    const hostile = ["%", "\\", "&#", "=3D", "%25", "ABEFQRUV", "MTEx", "3333", "\\u005c", "&amp;"];
    const startedAt = process.cpuUsage().user;
    for (const part of hostile) finds(Buffer.from(part.repeat(Math.ceil(500_000 / part.length))));
    expect(process.cpuUsage().user - startedAt).toBeLessThan(5_000_000);
  });
});
