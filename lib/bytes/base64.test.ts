import { expect, test } from "vitest";
import { decodeBase64, decodeBase64url, decodeLooseBase64, encodeBase64, encodeBase64url } from "./base64.ts";

const samples = Array.from({ length: 260 }, (_, length) =>
  Uint8Array.from({ length }, (_, index) => (index * 151 + length) & 255),
);
const equal = (bytes: Uint8Array, expected: Uint8Array) => expect(Buffer.from(bytes).equals(expected)).toBe(true);

test("encodes and decodes like node:buffer at every length", () => {
  for (const bytes of samples) {
    const [standard, url] = [Buffer.from(bytes).toString("base64"), Buffer.from(bytes).toString("base64url")];
    expect(encodeBase64(bytes)).toBe(standard);
    expect(encodeBase64url(bytes)).toBe(url);
    equal(decodeBase64(standard), bytes);
    equal(decodeBase64url(url), bytes);
    equal(decodeBase64url(standard), bytes);
    equal(decodeLooseBase64(url), bytes);
    equal(decodeLooseBase64(standard.replace(/.{3}/g, "$&\r\n\u00a0")), bytes);
  }
});

test("rejects the other alphabet, wrong padding and a single last digit, unless decoding is loose", () => {
  expect(() => decodeBase64("-_8=")).toThrow(DOMException);
  expect(() => decodeBase64url("QUI=Q")).toThrow(DOMException);
  expect(() => decodeBase64url("QUJDR")).toThrow(DOMException);
  equal(decodeLooseBase64("QUI=Q"), Uint8Array.of(0x41, 0x42, 0x10));
  equal(decodeLooseBase64("QUJDR"), Buffer.from("ABC"));
  for (const decode of [decodeBase64, decodeBase64url, decodeLooseBase64]) expect(() => decode("Q*==")).toThrow();
});
