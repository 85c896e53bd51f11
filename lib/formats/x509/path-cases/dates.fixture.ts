import { derText } from "../write-der.fixture.ts";
import { type Expected, type PathCase, pathCase } from "./path-case.fixture.ts";

const utc = (value: string) => derText(0x17, value);
const generalized = (value: string) => derText(0x18, value);

/** A leaf that begins, or ends, at a time in this form. */
const from = (name: string, expected: Expected, value: ReturnType<typeof utc>, openssl?: string) =>
  pathCase(name, expected, { leaf: { from: value } }, openssl);
const to = (name: string, expected: Expected, value: ReturnType<typeof utc>, openssl?: string) =>
  pathCase(name, expected, { leaf: { to: value } }, openssl);

const encoding = "certificate_encoding";

/** PKITS 4.2, and the forms of a time (RFC 5280 §4.1.2.5). */
export const dateCases: PathCase[] = [
  pathCase("an intermediate that is not valid yet at issuance", "certificate_not_valid_at_issue", {
    ca: { from: "2047-01-01" },
  }),
  pathCase("a leaf that is not valid yet at issuance", "certificate_not_valid_at_issue", {
    leaf: { from: "2047-01-01" },
  }),
  pathCase("an anchor that is not valid yet at issuance", "certificate_not_valid_at_issue", {
    root: { from: "2047-01-01" },
  }),
  pathCase("an intermediate that expired before issuance", "certificate_not_valid_at_issue", {
    ca: { to: "2025-06-01" },
  }),
  pathCase("a leaf that expired before issuance", "certificate_not_valid_at_issue", { leaf: { to: "2025-06-01" } }),
  pathCase("a leaf that expired since", "expired", { leaf: { to: "2026-06-01" } }),
  pathCase("an intermediate that expired since", "expired", { ca: { to: "2026-06-01" } }),
  pathCase("an anchor that expired since", "expired", { root: { to: "2026-06-01" } }),
  from("a start in 1950 as UTCTime", "trusted", utc("500101120100Z")),
  from("a start before 2050 as GeneralizedTime", "trusted", generalized("20020101120100Z")),
  to("an end in 2050 as GeneralizedTime", "trusted", generalized("20500101120100Z")),
  to("an end of 9999", "trusted", generalized("99991231235959Z")),
  to("an end meant as 2050 in UTCTime, which is 1950", "certificate_not_valid_at_issue", utc("500101120100Z")),
  to("an end in 1999 as UTCTime", "certificate_not_valid_at_issue", utc("990101120100Z")),
  to("an end that has passed as GeneralizedTime", "certificate_not_valid_at_issue", generalized("20020101120100Z")),
  from("UTCTime without seconds", encoding, utc("2501010000Z")),
  from("UTCTime with an offset", encoding, utc("250101000000+0000")),
  from("UTCTime without a zone", encoding, utc("250101000000")),
  from("UTCTime with a small z", encoding, utc("250101000000z")),
  from("UTCTime with four digits of the year", encoding, utc("20250101000000Z")),
  from("GeneralizedTime with two digits of the year", encoding, generalized("250101000000Z")),
  from("GeneralizedTime with a fraction", encoding, generalized("20250101000000.5Z")),
  from("GeneralizedTime with an offset", encoding, generalized("20250101000000+0100")),
  from("GeneralizedTime without seconds", encoding, generalized("202501010000Z")),
  from("month 13", encoding, utc("251301000000Z")),
  from("month 0", encoding, utc("250001000000Z")),
  from("30 February", encoding, utc("250230000000Z")),
  from("29 February of no leap year", encoding, utc("250229000000Z")),
  from("29 February of a leap year", "trusted", utc("240229000000Z")),
  from("hour 24", encoding, utc("250101240000Z")),
  from("second 60", encoding, utc("250101000060Z")),
  from("a time as text", encoding, derText(0x13, "250101000000Z")),
  to("an end with an offset", encoding, utc("300101000000-0500")),
  pathCase("an intermediate with an offset", encoding, { ca: { to: utc("300101000000+0000") } }),
  pathCase("a start after the end", "certificate_not_valid_at_issue", {
    leaf: { from: "2029-01-01", to: "2025-01-01" },
  }),
];
