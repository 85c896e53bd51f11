import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTime } from "./read-time.ts";

const anySecond = fc.integer({ min: 946_684_800 + 86_400, max: 4_102_444_799 - 86_400 });

const zurich = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich", dateStyle: "short", timeStyle: "medium" });

/** Formats a second as texts, numbers, arrays and objects. `wall`: Zurich time, `YYYY-MM-DD HH:MM:SS`. */
function writeForms(seconds: number) {
  const utc = new Date(seconds * 1000);
  const iso = utc.toISOString().slice(0, 19);
  const wall = zurich.format(utc);
  const wallMs = Date.parse(`${wall.replace(" ", "T")}Z`);
  const hours = (wallMs - utc.getTime()) / 3_600_000;
  const [date = "", clock = ""] = wall.split(" ");
  const [year = "", month = "", day = ""] = date.split("-");
  const basic = `${date}T${clock}`.replaceAll(/[-:]/g, "");
  const name = utc.toUTCString();
  const wallName = new Date(wallMs).toUTCString();
  const instants: unknown[] = [
    ...[`${iso}Z`, `${iso}.000Z`, `${iso},000000000Z`, `${iso.toLowerCase()}z`, `${iso.replace("T", " ")}Z`],
    ...[`${iso}+00:00`, `${iso}-0000`, `${iso} UTC`, `${iso} GMT`, `${iso}Z[Europe/Zurich]`, `${iso}[UTC]`],
    ...[`${date}T${clock}+0${hours}:00`, `${date} ${clock} +0${hours}00`, `${basic}+0${hours}`],
    ...[`${date}T${clock}+0${hours}:00[Europe/Zurich]`, `${wall} ${hours === 1 ? "CET" : "CEST"}`],
    ...[`${day}.${month}.${year} ${clock} ${hours === 1 ? "MEZ" : "MESZ"}`, `${wall} GMT+${hours}`],
    ...[name, wallName.replace("GMT", `+0${hours}00`), name.slice(5)],
    ...[seconds, String(seconds), seconds * 1000, `${seconds}000`, `${seconds}000000`, `${seconds}000000000`],
    ...[`${seconds}.0`, `/Date(${seconds}000)/`, `/Date(${seconds}000+0100)/`],
    ...[
      { seconds, nanos: 0 },
      { seconds: String(seconds), nanos: "0" },
      { epochSecond: seconds, nano: 0 },
    ],
    ...[{ $date: `${iso}Z` }, { $date: seconds * 1000 }, { $date: { $numberLong: `${seconds}000` } }],
  ];
  const parts = [...date.split("-"), ...clock.split(":")];
  const locals: unknown[] = [
    ...[wall, `${date}T${clock}`, `${date}t${clock}`, basic, basic.replace("T", ""), wall.replaceAll("-", "/")],
    ...[`${day}.${month}.${year} ${clock}`, `${Number(day)}.${Number(month)}.${year}, ${clock}`],
    ...[parts.map(Number), parts, wallName.replace(" GMT", ""), wallName.slice(5).replace(" GMT", "")],
  ];
  return { instants, locals, local: `${date}T${clock}` };
}

describe("one moment in every form", () => {
  it("reads as the same moment, or as the same local time without a zone", () => {
    fc.assert(
      fc.property(anySecond, (seconds) => {
        const { instants, locals, local } = writeForms(seconds);
        for (const form of instants) {
          expect(readTime(form), JSON.stringify(form)).toMatchObject({ kind: "instant", atMs: seconds * 1000 });
        }
        for (const form of locals) expect(readTime(form), JSON.stringify(form)).toEqual({ kind: "local", text: local });
      }),
      { numRuns: 300 },
    );
  });

  it("reads zoned wall time as the moment, unless it occurs twice", () => {
    fc.assert(
      fc.property(anySecond, (seconds) => {
        const wall = zurich.format(seconds * 1000);
        const isTwice = [-3600, 3600].some((step) => zurich.format((seconds + step) * 1000) === wall);
        const expected = isTwice ? { kind: "unreadable" } : { kind: "instant", atMs: seconds * 1000, zone: "named" };
        expect(readTime(`${wall}[Europe/Zurich]`)).toMatchObject(expected);
      }),
      {
        numRuns: 300,
        examples: [[Date.parse("2026-10-25T00:30:00Z") / 1000], [Date.parse("2026-10-25T01:30:00Z") / 1000]],
      },
    );
  });

  it("never throws for any value", () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true }), (value) => void readTime(value)));
    fc.assert(fc.property(fc.stringMatching(/^[0-9TZ:+.\-[\]/, a-e]{0,40}$/), (value) => void readTime(value)));
  });
});
