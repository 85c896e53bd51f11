import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { splitMrz } from "#lib/formats/mrtd/parse-mrz";
import { ByteRanges, looksLikeDigest, looksLikeMrz, TextSet } from "./byte-patterns.ts";
import { readDigest } from "./read-digest.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const matches = (form: typeof looksLikeDigest, text: string) => form(encode(text), 0, encode(text).length);

it("never misses a digest of any algorithm, encoding and prefix", () => {
  for (const algorithm of ["sha1", "sha256", "sha384", "sha512"])
    for (const encoding of ["hex", "base64", "base64url"] as const)
      for (const prefix of ["", `${algorithm}:`, `${algorithm.replace("sha", "SHA-")}=`]) {
        const text = `${prefix}${createHash(algorithm).update(randomBytes(8)).digest(encoding)}`;
        expect(matches(looksLikeDigest, text), text).toBe(true);
        expect(matches(looksLikeDigest, text.replaceAll("/", "\\/")), text).toBe(true);
      }
  const letters = fc.constantFrom(..."ABCabc019+/-_=:sha");
  const texts = fc.array(letters, { minLength: 20, maxLength: 140 }).map((each) => each.join(""));
  fc.assert(fc.property(texts, (text) => readDigest(text).length === 0 || matches(looksLikeDigest, text)));
});

it("never misses an MRZ, in one text or line by line", () => {
  const lines = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"];
  for (const text of [...lines, lines.join(""), lines.join("\n"), lines.join("\r\n")]) {
    expect(splitMrz(text).length).toBeGreaterThan(0);
    // Uses the JSON spelling, with line ends as escapes.
    expect(matches(looksLikeMrz, JSON.stringify(text).slice(1, -1)), text).toBe(true);
  }
});

it("finds every text of a set, and adds each distinct byte range once", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.string(), (texts, other) => {
      const set = new TextSet(new Set(texts));
      return (
        texts.every((text) => set.has(encode(text), 0, encode(text).length)) &&
        (other === "" || !new TextSet(new Set()).has(encode(other), 0, 1))
      );
    }),
  );
  const bytes = encode("abcabdabc");
  const ranges = new ByteRanges();
  expect([ranges.add(bytes, 0, 3), ranges.add(bytes, 3, 6), ranges.add(bytes, 6, 9)]).toEqual([true, true, false]);
  expect(ranges.size).toBe(2);
});
