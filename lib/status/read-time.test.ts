import { describe, expect, it } from "vitest";
import { readTime } from "./read-time.ts";
import type { TimeReading } from "./schema.ts";

const at = Date.parse("2026-11-27T09:09:29Z");
const instant = (zone: string, precision = "second", atMs = at) => ({ kind: "instant", atMs, precision, zone });
const local = (text = "2026-11-27T10:09:29") => ({ kind: "local", text });

const forms: [value: unknown, reading: object][] = [
  // ISO 8601, RFC 3339
  ["2026-11-27T09:09:29Z", instant("utc")],
  ["2026-11-27t09:09:29z", instant("utc")],
  ["2026-11-27 09:09:29Z", instant("utc")],
  ["2026-11-27T10:09:29+01:00", instant("offset")],
  ["2026-11-27T10:09:29+0100", instant("offset")],
  ["2026-11-27T10:09:29+01", instant("offset")],
  ["2026-11-27 10:09:29 +0100", instant("offset")],
  ["2026-11-27T04:09:29\u221205:00", instant("offset")],
  ["2026-11-27T09:09:29-00:00", instant("offset")],
  ["20261127T090929Z", instant("utc")],
  ["20261127T100929+0100", instant("offset")],
  ["20261127T100929,5+01", instant("offset", "millisecond", at + 500)],
  ["2026-11-27T09:09Z", instant("utc", "minute", at - 29_000)],
  ["2026-11-27T09Z", instant("utc", "hour", at - 569_000)],
  ["2026-11-27T09:09:29.1Z", instant("utc", "millisecond", at + 100)],
  ["2026-11-27T09:09:29,123Z", instant("utc", "millisecond", at + 123)],
  ["2026-11-27T09:09:29.123456Z", instant("utc", "microsecond", at + 123)],
  ["2026-11-27T09:09:29.123456789Z", instant("utc", "nanosecond", at + 123)],
  ["2026-11-26T24:00:00Z", instant("utc", "second", Date.parse("2026-11-27T00:00:00Z"))],
  ["2016-12-31T23:59:60Z", instant("utc", "second", Date.parse("2017-01-01T00:00:00Z"))],
  ["1984-02-01T00:00:00Z", instant("utc", "second", Date.parse("1984-02-01T00:00:00Z"))],
  // RFC 9557 and zone names
  ["2026-11-27T10:09:29+01:00[Europe/Zurich]", instant("offset")],
  ["2026-11-27T10:09:29+01:00[!Europe/Zurich][u-ca=iso8601]", instant("offset")],
  ["2026-11-27T10:09:29[Europe/Zurich]", instant("named")],
  ["2026-11-27T10:09:29[europe/zurich]", instant("named")],
  ["2026-11-27 10:09:29 Europe/Zurich", instant("named")],
  ["2026-11-27T09:09:29Z[UTC]", instant("utc")],
  ["2026-11-27T09:09:29Z[Europe/Zurich]", instant("utc")],
  ["2026-11-27T10:09:29[+01:00]", instant("offset")],
  ["2026-07-27T11:09:29[Europe/Zurich]", instant("named", "second", Date.parse("2026-07-27T09:09:29Z"))],
  // Abbreviations
  ["2026-11-27 09:09:29 UTC", instant("utc")],
  ["2026-11-27 09:09:29 GMT", instant("utc")],
  ["2026-11-27T10:09:29 CET", instant("named")],
  ["2026-11-27 10:09:29 MEZ", instant("named")],
  ["2026-11-27 11:09:29 EET", instant("named")],
  ["2026-07-27 11:09:29 CEST", instant("named", "second", Date.parse("2026-07-27T09:09:29Z"))],
  ["2026-11-27 10:09:29 GMT+1", instant("offset")],
  ["2026-11-27 10:09:29 UTC+01:00", instant("offset")],
  ["2026-11-27 10:09:29 +0100 CET", instant("offset")],
  ["2026-11-27 10:09:29.5 +0100 CET m=+0.000000001", instant("offset", "millisecond", at + 500)],
  // RFC 9110, RFC 5322, C, Java, JavaScript, Ruby
  ["Fri, 27 Nov 2026 09:09:29 GMT", instant("utc")],
  ["Friday, 27-Nov-26 09:09:29 GMT", instant("utc")],
  ["Fri, 27 Nov 2026 10:09:29 +0100", instant("offset")],
  ["27 Nov 2026 10:09 +0100 (CET)", instant("offset", "minute", at - 29_000)],
  ["Fri Nov 27 10:09:29 2026", local()],
  ["Fri Nov 27 10:09:29 CET 2026", instant("named")],
  ["Fri Nov 27 10:09:29 +0100 2026", instant("offset")],
  ["Fri Nov 27 2026 10:09:29 GMT+0100 (Central European Standard Time)", instant("offset")],
  ["Nov 27, 2026, 10:09:29\u202fAM", local()],
  ["27 November 2026 10:09:29", local()],
  // Epoch
  [1795770569, instant("epoch")],
  ["1795770569", instant("epoch")],
  [1795770569.25, instant("epoch", "millisecond", at + 250)],
  ["1795770569.123456789", instant("epoch", "nanosecond", at + 123)],
  ["1.795770569E9", instant("epoch")],
  [1795770569000, instant("epoch", "millisecond")],
  ["1795770569123", instant("epoch", "millisecond", at + 123)],
  ["1795770569123456", instant("epoch", "microsecond", at + 123)],
  ["1795770569123456789", instant("epoch", "nanosecond", at + 123)],
  ["/Date(1795770569000)/", instant("epoch", "millisecond")],
  ["/Date(1795770569000+0100)/", instant("epoch", "millisecond")],
  [{ seconds: 1795770569, nanos: 0 }, instant("epoch")],
  [{ seconds: "1795770569", nanos: 123000000 }, instant("epoch", "millisecond", at + 123)],
  [{ _seconds: 1795770569, _nanoseconds: 5 }, instant("epoch", "nanosecond")],
  [{ epochSecond: 1795770569, nano: 0 }, instant("epoch")],
  [{ $date: "2026-11-27T09:09:29Z" }, instant("utc")],
  [{ $date: 1795770569000 }, instant("epoch", "millisecond")],
  [{ $date: { $numberLong: "1795770569000" } }, instant("epoch", "millisecond")],
  [{ $date: { $numberLong: "444441600000" } }, instant("epoch", "millisecond", 444_441_600_000)],
  [
    { date: "2026-11-27 10:09:29.000000", timezone_type: 3, timezone: "Europe/Zurich" },
    instant("named", "microsecond"),
  ],
  [{ dateTime: "2026-11-27T09:09:29.0000000", timeZone: "UTC" }, instant("utc", "nanosecond")],
  // Without a zone
  ["2026-11-27T10:09:29", local()],
  ["2026-11-27T10:09:29[u-ca=iso8601]", local()],
  ["2026-11-27 10:09:29 (server clock)", local()],
  ["2026-11-27 10:09:29.123456789", local("2026-11-27T10:09:29.123456789")],
  ["20261127T100929", local()],
  ["20261127100929", local()],
  [20261127100929, local()],
  ["20261127100929123", local("2026-11-27T10:09:29.123")],
  ["2026-11-27T10:09", local("2026-11-27T10:09:00")],
  ["2026/11/27 10:09:29", local()],
  ["27.11.2026 10:09:29", local()],
  ["27.11.2026, 10:09:29", local()],
  ["27.11.2026 10:09 Uhr", local("2026-11-27T10:09:00")],
  ["27/11/2026 10:09:29", local()],
  ["11/27/2026 10:09:29 PM", local("2026-11-27T22:09:29")],
  [[2026, 11, 27, 10, 9, 29], local()],
  [["2026", "11", "27", "10", "9", "29"], local()],
  [[2026, 11, 27, 10, 9], local("2026-11-27T10:09:00")],
  [[2026, 11, 27, 10, 9, 29, 123000000], local("2026-11-27T10:09:29.123000000")],
  [[2026, 11, 27, 10, 9, 29, 123], local("2026-11-27T10:09:29.123")],
  [
    { year: 2026, monthValue: 11, month: "NOVEMBER", dayOfMonth: 27, hour: 10, minute: 9, second: 29, nano: 0 },
    local(),
  ],
  // Days
  ["2026-11-27", { kind: "date", text: "2026-11-27" }],
  ["20261127", { kind: "date", text: "2026-11-27" }],
  [20261127, { kind: "date", text: "2026-11-27" }],
  ["27.11.2026", { kind: "date", text: "2026-11-27" }],
  ["2026-11-27+01:00", { kind: "date", text: "2026-11-27" }],
  [[2026, 11, 27], { kind: "date", text: "2026-11-27" }],
  [
    { day: 27, month: 11, year: 2026 },
    { kind: "date", text: "2026-11-27" },
  ],
  ["1970-01-01", { kind: "date", text: "1970-01-01" }],
];

const unsetForms = [
  ...[
    null,
    undefined,
    "",
    " ",
    "null",
    0,
    "0",
    "0.000000000",
    -1,
    "-1",
    -62135596800,
    -62135596800000,
    "-62135596800000",
  ],
  ...["0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "0001-01-01", "0001-01-01T00:00:00+01:00", "01.01.0001 00:00:00"],
  ...["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000+00:00", "1970-01-01T01:00:00+01:00", "1970-01-01 00:00:00"],
  ...["0000-00-00", "0000-00-00 00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT", "/Date(0)/", "/Date(-62135596800000)/"],
  ...["-999999999-01-01T00:00:00", "1900-01-01T00:00:00", "1601-01-01T00:00:00Z", "-infinity"],
  ...[[1, 1, 1, 0, 0], [1970, 1, 1, 0, 0], { seconds: 0, nanos: 0 }, { seconds: "-62135596800" }, { $date: 0 }],
];

const neverForms = [
  ...["9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59+01:00", "31.12.9999"],
  ...[253402300799, 253402300799000, "253402300799", "253402300799999", "9223372036854775807", "infinity"],
  ...["+999999999-12-31T23:59:59.999999999Z", "/Date(253402300799999)/", [9999, 12, 31, 23, 59, 59], "99991231"],
  ...[{ seconds: 253402300799, nanos: 999999999 }],
];

const unreadableForms = [
  ...["COMPLETED", "soon", "2026-02-29T00:00:00Z", "2026-13-01", "2026-11-27T25:00:00Z", "2026-11-27T10:60:00Z"],
  ...[
    "2026-11-27T10:09:29+01:00[America/New_York]",
    "2026-11-27T10:09:29+00:00[Europe/Zurich]",
    "2026-11-27T10:09:29[No/Where]",
  ],
  ...["2026-03-29T02:30:00[Europe/Zurich]", "2026-10-25T02:30:00[Europe/Zurich]", "2026-11-27T10:09:29+15:00"],
  ...["2026-07-27 10:09:29 CET", "2026-11-27 10:09:29 CEST", "2026-11-27 10:09:29 BST", "2026-11-27 10:09:29 IST"],
  ...[
    "2026-11-27 10:09:29 +0200 CET",
    "Thu, 27 Nov 2026 09:09:29 GMT",
    "11/12/2026 10:09:29",
    "2026-11-27T10:09:29.1234567890Z",
  ],
  ...[
    "2026-11-27T10:09:29[u-ca=hebrew][!x=y]",
    "2026-11-27T10:09:29Zulu",
    "2026-11-27T10:09:29Z extra",
    "PT5M",
    "2026-W48",
  ],
  ...[
    1,
    12345,
    "123456789",
    -5,
    1e300,
    Number.NaN,
    true,
    {},
    [],
    [2026],
    [2026, 13, 1],
    [2026, 11, 27, 10],
    ["a", 1, 2],
  ],
  ...[
    { seconds: 90, nanos: 0 },
    { $date: {} },
    { value: "2026-11-27" },
    "x".repeat(101),
    "2026-11-27T10:09:29Z".repeat(9),
  ],
];

describe("time reading", () => {
  it.each(forms)("reads %j", (value, reading) => {
    expect(readTime(value)).toEqual(reading as TimeReading);
  });
  it.each(unsetForms.map((value) => [value]))("reads %j as not set", (value) => {
    expect(readTime(value)).toEqual({ kind: "unset" });
  });
  it.each(neverForms.map((value) => [value]))("reads %j as without end", (value) => {
    expect(readTime(value)).toEqual({ kind: "never" });
  });
  it.each(unreadableForms.map((value) => [value]))("does not read %j", (value) => {
    expect(readTime(value)).toEqual({ kind: "unreadable" });
  });
});
