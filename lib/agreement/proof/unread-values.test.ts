import { expect, it } from "vitest";
import { createDraft, plainOutcome, writeRecord } from "./draft.fixture.ts";
import { makeClaims } from "./make-claims.fixture.ts";
import { changes, type PersonConcept, person, personConcepts } from "./person.fixture.ts";
import { type CaseInput, runCase } from "./run-case.fixture.ts";
import { styles, synonyms } from "./vocabulary.fixture.ts";

/** Shapes in which a value stands under the name of its concept and that no reader has to read. */
const shapes: Record<string, (text: string) => unknown> = {
  "object of unknown members": (text) => ({ alpha: text, beta: 12 }),
  "object in an object": (text) => ({ p: { q: { r: text } } }),
  "nested lists": (text) => [[[text]]],
  "list of unknown objects": (text) => [{ alpha: text }, { gamma: text }],
  "free text": (text) => `as far as it can be read ${text}, to be looked up again`,
  "value as a key": (text) => ({ [text]: true }),
  "list of characters": (text) => [...text],
  "characters by position": (text) => Object.fromEntries([...text].map((char, index) => [index, char])),
  "masked text": (text) => `${text.slice(0, 1)}*****`,
  "base64 text": (text) => Buffer.from(`value:${text}`).toString("base64"),
  "text of another notation": (text) => `<v enc="x">${text}</v>`,
  "list that breaks off": (text) => [text, { more: [{ even: [text] }] }],
  "word that means nothing": () => "zq-71-k",
};

/** What the changed value is in plain text: were it read, the case would not be consistent. */
const texts: Record<PersonConcept, string> = {
  family_name: "Keller",
  given_name: "Pascale Tamara",
  birth_date: "1991-03-14",
  document_number: "K7654321",
  result: "REVIEW",
};

const record = JSON.parse(writeRecord(createDraft(), () => person)) as object;
const claims = makeClaims(person);

/** The value beside the consistent case, in one artefact and in one location of it. */
const artefacts: Record<string, (extra: object) => CaseInput> = {
  "top of the record": (extra) => ({ record: JSON.stringify({ ...record, ...extra }), tokenClaims: claims }),
  "section of the record": (extra) => ({ record: JSON.stringify({ ...record, mrz: extra }), tokenClaims: claims }),
  "list of the record": (extra) => ({
    record: JSON.stringify({ ...record, documents: [{ holder: extra }] }),
    tokenClaims: claims,
  }),
  "claims of the token": (extra) => ({ record: JSON.stringify(record), tokenClaims: { ...claims, viz: extra } }),
  "JSON file": (extra) => ({
    record: JSON.stringify(record),
    tokenClaims: claims,
    files: [{ name: "ocr.json", content: JSON.stringify({ ocr: extra }) }],
  }),
  "status beside its documented fields": (extra) => ({
    record: JSON.stringify(record),
    tokenClaims: claims,
    status: { person: extra },
  }),
};

/** Names that the base record does not use at the top, so that nothing is overwritten. */
const namesOf = (concept: PersonConcept): string[] =>
  synonyms[concept].slice(1, 7).map((words, index) => styles[index % 4]?.(words) ?? words.join("_"));

it("no conclusion is green while an artefact holds a value of a known concept that was not read", async () => {
  for (const [artefact, insert] of Object.entries(artefacts))
    expect([artefact, (await runCase(insert({ remark: "none" }))).tone]).toEqual([artefact, "proven"]);

  const green = new Map<string, number>();
  const examples: string[] = [];
  let run = 0;
  for (const concept of personConcepts)
    for (const name of namesOf(concept))
      for (const [shape, write] of Object.entries(shapes))
        for (const [artefact, insert] of Object.entries(artefacts)) {
          const value = write(texts[concept]);
          const { tone } = await runCase(insert({ [name]: value }));
          run++;
          if (tone !== "proven") continue;
          green.set(shape, (green.get(shape) ?? 0) + 1);
          green.set(artefact, (green.get(artefact) ?? 0) + 1);
          green.set(name, (green.get(name) ?? 0) + 1);
          examples.push(`${artefact}: ${JSON.stringify({ [name]: value })}`);
        }
  const table = [...green]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${String(count).padStart(6)}  ${name}`);
  console.log(
    [`${run} unread values: ${examples.length} left the conclusion green`, ...table, ...examples.slice(0, 10)].join(
      "\n",
    ),
  );
  expect(changes.every(({ concept }) => concept in texts)).toBe(true);
  expect(plainOutcome(person)).not.toBe(texts.result);
  expect(examples.length).toBe(0);
}, 300_000);
