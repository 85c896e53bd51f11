import { beforeAll, describe, expect, it } from "vitest";
import { makeClaims } from "./make-claims.fixture.ts";
import { changes, givenName, person, personConcepts, type SamplePerson } from "./person.fixture.ts";
import { type CaseResult, runCase } from "./run-case.fixture.ts";
import { type VendorForm, vendorForms } from "./vendor-forms.fixture.ts";

type Row = { form: VendorForm; unchanged: CaseResult; changed: { name: string; result: CaseResult }[] };

/** The token states exactly what the form states, of the person as it was before the change. */
const run = ({ states, makeRecord }: VendorForm, one: SamplePerson) =>
  runCase({
    record: JSON.stringify(makeRecord(one)),
    tokenClaims: makeClaims(person, states),
    request: {
      familyName: states.includes("family_name") ? person.familyName : null,
      givenName: states.includes("given_name") ? givenName(person) : null,
    },
  });

const colours = { proven: "green", unsure: "amber", contradicted: "red", silent: "grey" } as const;
const letterOf = { proven: "G", unsure: "A", contradicted: "R", silent: "-" } as const;
const describeResult = ({ tone, code }: CaseResult) => (tone === "proven" ? "green" : `${colours[tone]} ${code}`);

/** What the cells of a false alarm say, so that the table alone is enough to find it. */
const describeAlarm = ({ tone, agreement }: CaseResult) =>
  tone === "contradicted"
    ? agreement.statements
        .filter(({ outcome }) => outcome === "differs")
        .map(
          ({ name, cells }) =>
            `${name}: ${cells.flatMap(({ source, values }) => values.map(({ text, path }) => `${source} ${path} ${text}`)).join(" | ")}`,
        )
    : [];

describe("records in the forms that vendors and standards publish", () => {
  const rows: Row[] = [];

  beforeAll(async () => {
    for (const form of vendorForms) {
      const changed: Row["changed"] = [];
      for (const { concept, name, change } of changes)
        if (form.states.includes(concept))
          changed.push({ name: `${concept}, ${name}`, result: await run(form, change(person)) });
      rows.push({ form, unchanged: await run(form, person), changed });
    }
  }, 120_000);

  it("are listed with their conclusion, unchanged and with each value changed", () => {
    const lines = rows.map(({ form, unchanged, changed }) => {
      const letters = personConcepts.map((concept) =>
        changed
          .filter(({ name }) => name.startsWith(concept))
          .map(({ result }) => letterOf[result.tone])
          .join(""),
      );
      return `${form.name.padEnd(42)} ${describeResult(unchanged).padEnd(26)} ${letters.map((text) => text.padEnd(3)).join("")}`;
    });
    const count = (tone: CaseResult["tone"]) => rows.filter(({ unchanged }) => unchanged.tone === tone).length;
    console.log(
      `Tone of each form unchanged, then after each change of ${personConcepts.join(", ")} (G green, A amber, R red)\n${lines.join("\n")}\n${rows.length} forms: ${count("proven")} green, ${count("unsure")} amber, ${count("contradicted")} red, ${count("silent")} grey; ${rows.flatMap(({ changed }) => changed).length} changed records`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(40);
    // A reader that is always unsure would pass the other tests.
    expect(count("proven")).toBeGreaterThanOrEqual(38);
    expect(new Set(rows.map(({ form }) => form.name)).size).toBe(rows.length);
  });

  it("are never called contradicting when nothing was changed", () => {
    const red = rows.filter(({ unchanged }) => unchanged.tone === "contradicted");
    expect(
      red.map(({ form, unchanged }) => `${form.name}: ${unchanged.code}\n  ${describeAlarm(unchanged).join("\n  ")}`),
    ).toEqual([]);
  });

  it("are never called consistent when one value was changed", () => {
    const green = rows.flatMap(({ form, changed }) =>
      changed.filter(({ result }) => result.tone === "proven").map(({ name }) => `${form.name}: ${name}`),
    );
    expect(green).toEqual([]);
  });

  it("are never called silent about a concept that they state", () => {
    const absent = rows.flatMap(({ form, unchanged }) =>
      unchanged.cells
        .filter(({ source, outcome, concept }) => {
          const stated = (form.states as readonly string[]).includes(concept);
          return source === "record" && outcome === "absent" && stated;
        })
        .map(({ concept }) => `${form.name}: ${concept}`),
    );
    expect(absent).toEqual([]);
  });
});
