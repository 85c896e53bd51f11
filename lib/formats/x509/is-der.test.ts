import fc from "fast-check";
import { expect, test } from "vitest";
import { isDer } from "./is-der.ts";
import { hex } from "./write-der.fixture.ts";

test.each([
  ["an INTEGER", "020100"],
  ["a negative INTEGER", "0201ff"],
  ["an INTEGER with a sign byte", "02020080"],
  ["TRUE", "0101ff"],
  ["an empty BIT STRING", "030100"],
  ["a BIT STRING", "03020780"],
  ["a sorted SET", "3106020101020102"],
  ["an arc of two bytes", "06028100"],
  ["an empty SEQUENCE", "3000"],
  ["UTCTime", "170d3235303130313030303030305a"],
])("accepts %s", (_, digits) => {
  expect(isDer(hex(digits))).toBe(true);
});

test.each([
  ["nothing", ""],
  ["a tag alone", "02"],
  ["a length past the end", "020200"],
  ["an INTEGER without bytes", "0200"],
  ["an INTEGER with a leading zero", "02020001"],
  ["a negative INTEGER with leading ones", "0202ff80"],
  ["TRUE as 01", "010101"],
  ["two bytes of BOOLEAN", "0102ffff"],
  ["NULL with a byte", "050100"],
  ["a BIT STRING without its count", "0300"],
  ["unused bits of nothing", "030101"],
  ["unused bits that are set", "03020181"],
  ["more unused bits than a byte has", "03020880"],
  ["an OBJECT IDENTIFIER without bytes", "0600"],
  ["an OBJECT IDENTIFIER that ends within an arc", "06022a80"],
  ["an arc with a leading zero", "06032a8001"],
  ["an unsorted SET", "3106020102020101"],
  ["a long form for a short length", "0281010100"],
  ["a length with a leading zero", "028200010100"],
  ["an indefinite length", "30800000"],
  ["a constructed OCTET STRING", "2403040100"],
  ["a primitive SEQUENCE", "1000"],
  ["end-of-contents", "0000"],
  ["a long tag", "1f0100"],
  ["bytes behind", "05000500"],
  ["a child that runs past its parent", "3002020200"],
  ["a UTF8String that is not UTF-8", "0c01ff"],
  ["half a character of BMPString", "1e0100"],
  ["IA5String beyond ASCII", "160180"],
  ["UTCTime without a zone", "170c323530313031303030303030"],
])("rejects %s", (_, digits) => {
  expect(isDer(hex(digits))).toBe(false);
});

test("stops at deep nesting, and never throws", () => {
  expect(isDer(hex("30".padEnd(2, "0")))).toBe(false);
  let nested = hex("0500");
  for (let depth = 0; depth < 40; depth += 1) nested = new Uint8Array([0x30, nested.length, ...nested]);
  expect(isDer(nested)).toBe(false);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => typeof isDer(bytes) === "boolean"));
});
