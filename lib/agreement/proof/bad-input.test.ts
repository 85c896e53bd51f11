import { describe, expect, it } from "vitest";
import { makeClaims } from "./make-claims.fixture.ts";
import { givenName, person, type SamplePerson } from "./person.fixture.ts";
import { type CaseResult, runCase } from "./run-case.fixture.ts";

const isFull = process.env.FULL === "1";
const largeMb = isFull ? 100 : 10;
const timeout = 600_000;

const another: SamplePerson = { ...person, familyName: "Keller", result: "unclear" };
const word = ({ result }: SamplePerson) => (result === "positive" ? "PASSED" : "REVIEW");
const holder = (one: SamplePerson) => ({
  firstName: givenName(one),
  lastName: one.familyName,
  dateOfBirth: one.birthDate,
});
const whole = (one: SamplePerson) => ({
  result: word(one),
  person: holder(one),
  document: { documentNumber: one.documentNumber },
});
const join = (start: string, item: string, count: number, end: string) =>
  `${start}${Array.from({ length: count }, () => item).join(",")},${end}`;

/** `count` bytes of a picture in base64. */
const picture = (count: number) => "QUJD".repeat(Math.ceil(count / 4));
const document = (one: SamplePerson) => JSON.stringify({ viz: { ...holder(one), documentNumber: one.documentNumber } });
const top = JSON.stringify(whole(person)).slice(0, -1);
const mb = 1 << 20;

/** Records that state the person plainly, and at their very end state one more. */
const records: Record<string, (last: SamplePerson) => string> = {
  [`of ${largeMb} MB, mostly one picture`]: (last) =>
    `${top},"picture":"${picture(largeMb * mb)}","viz":${JSON.stringify(holder(last))}}`,
  [`of ${largeMb} MB, many documents`]: (last) => {
    const item = document(person);
    return `${join(`${top},"documents":[`, item, Math.ceil((largeMb * mb) / item.length), document(last))}]}`;
  },
  [`of ${largeMb} MB, many fields of unknown names`]: (last) => {
    const fields = Array.from({ length: largeMb * 30_000 }, (_, index) => `"f${index}":"some text ${index}"`);
    return `${top},${fields.join(",")},"viz":${JSON.stringify(holder(last))}}`;
  },
  "with 100,000 documents in a list": (last) =>
    `${join(`${top},"documents":[`, document(person), 100_000, document(last))}]}`,
  "with a name of a megabyte": (last) =>
    `${top},"viz":{"firstName":${JSON.stringify(givenName(person))},"lastName":"${last === person ? person.familyName : "M".repeat(mb)}"}}`,
  "with ten thousand results": (last) =>
    `${join(`${top},"checks":[`, `{"result":"PASSED"}`, 10_000, `{"result":"${word(last)}"}`)}]}`,
  "with ten thousand family names": (last) =>
    `${join(`${top},"lastNames":[`, JSON.stringify(person.familyName), 10_000, JSON.stringify(last.familyName))}]}`,
  "with 10,000 levels of objects": (last) =>
    `${top},"deep":${`{"a":`.repeat(10_000)}${JSON.stringify(holder(last))}${"}".repeat(10_000)}}`,
  "with 10,000 levels of lists": (last) =>
    `${top},"deep":${"[".repeat(10_000)}${JSON.stringify(holder(last))}${"]".repeat(10_000)}}`,
  "with twelve levels of JSON in texts": (last) => {
    // Each level doubles the escapes, so that no text of some size goes much deeper.
    let text = JSON.stringify(holder(last));
    for (let level = 0; level < 12; level++) text = JSON.stringify({ payload: text });
    return `${top},"deep":${text}}`;
  },
};

const run = (record: string) => runCase({ record, tokenClaims: makeClaims(person) });

/** The last statement was read and weighed, or the result says that something was left out. */
const isAccountedFor = ({ tone, isIncomplete, cells }: CaseResult) =>
  tone === "contradicted" ||
  isIncomplete ||
  cells.some(({ source, outcome }) => source === "record" && outcome !== "agrees");

describe("the comparison of a record", () => {
  it.each(Object.entries(records))(
    "%s ends, and is not green when its end states another person",
    async (_, make) => {
      const result = await run(make(another));
      expect(result.tone).not.toBe("proven");
      expect(isAccountedFor(result)).toBe(true);
    },
    timeout,
  );

  it.each(Object.entries(records))(
    "%s is not called contradicting when its end states the same person, nor consistent when something was left out",
    async (_, make) => {
      const result = await run(make(person));
      expect(result.tone).not.toBe("contradicted");
      if (result.isIncomplete) expect(result.tone).not.toBe("proven");
    },
    timeout,
  );
});
