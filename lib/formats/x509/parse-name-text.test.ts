import fc from "fast-check";
import { expect, test } from "vitest";
import { sameName } from "./compare-names.ts";
import { readElement } from "./der.ts";
import { formatName, readDistinguishedName } from "./name.ts";
import { parseNameText } from "./parse-name-text.ts";
import { name, oid, sequence, set, utf8 } from "./write-der.fixture.ts";

const written = (text: string) => readDistinguishedName(readElement(name(text)));
const withValue = (value: string) =>
  readDistinguishedName(readElement(sequence(set(sequence(oid("2.5.4.3"), utf8(value))))));

test.each([
  ["CN=Evidence Signing, O=Provider, C=CH", "CN=Evidence Signing, O=Provider, C=CH"],
  ["cn=evidence signing,o=Provider,c=ch", "CN=Evidence Signing, O=Provider, C=CH"],
  ["  CN = Evidence Signing , O= Provider", "CN=Evidence Signing, O=Provider"],
  ["2.5.4.3=a, E=a@b.ch, DC=ch", "CN=a, E=a@b.ch, DC=ch"],
  ["emailAddress=a@b.ch", "E=a@b.ch"],
  ["OU=a+CN=b", "CN=b+OU=a"],
])("reads %s", (text, expected) => {
  const parsed = parseNameText(text);
  expect(parsed && sameName(parsed, written(expected))).toBe(true);
});

test.each([
  ['CN="Muster, Hans"', "Muster, Hans"],
  ["CN=Muster\\, Hans", "Muster, Hans"],
  ["CN=Z\\C3\\BCrich", "Zürich"],
  ["CN=\\#1", "#1"],
  ["CN=#0C0161", "a"],
  ['CN="a \\"b\\" c"', 'a "b" c'],
])("undoes the escapes of %s", (text, value) => {
  const parsed = parseNameText(text);
  expect(parsed && sameName(parsed, withValue(value))).toBe(true);
});

test.each(["", "CN", "CN=a,", "=a", "XX=a", "CN=a; O=b=", 'CN="a', "CN=\\ff", "CN=#0", "CN=#05", "CN=a O"])(
  "finds no name of another meaning in %j",
  (text) => {
    const parsed = parseNameText(text);
    expect(parsed && sameName(parsed, withValue("a"))).not.toBe(true);
  },
);

test("reads every name back that it formats", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), (value) => {
      const parsed = parseNameText(formatName(withValue(value)));
      expect(parsed).not.toBeNull();
      expect(parsed?.[0]?.[0]?.text).toBe(value);
    }),
  );
});
