import { describe, expect, it } from "vitest";
import type { Judge } from "./check-recipe.fixture.ts";
import { checkVariants, type Outcome } from "./check-variants.fixture.ts";
import { addChange, makeRecipe } from "./generate-variants.fixture.ts";
import { keptCases } from "./kept-cases.fixture.ts";
import { personConcepts } from "./person.fixture.ts";
import type { CaseCell, CaseResult } from "./run-case.fixture.ts";

const wanted = process.env.FULL === "1" ? 20_000 : 2_000;
const seed = Number(process.env.SEED ?? 20261127);
/** `KEEP=1` prints an example of every group of failures, to add to the kept cases. */
const examples = process.env.KEEP === "1" ? 1000 : 10;
const timeout = 900_000;

/** The sources in which every core concept stands in each variant; the request states the names alone. */
const stands = ({ concept, source }: CaseCell) =>
  source === "record" || source === "token"
    ? (personConcepts as readonly string[]).includes(concept)
    : source === "request" && (concept === "family_name" || concept === "given_name");

const describeDifferences = ({ code, agreement }: CaseResult) =>
  `${code}: ${agreement.statements
    .filter(({ outcome }) => outcome === "differs")
    .map(({ name, cells }) => {
      const values = cells.flatMap(({ source, values: all }) =>
        all.map(({ text }) => `${source} ${JSON.stringify(text)}`),
      );
      return `${name} ${values.join(" | ")}`;
    })
    .join("; ")}`;

const judgeConsistent: Judge = (result) => {
  if (result.tone === "contradicted") return { kind: "red", detail: describeDifferences(result) };
  const absent = result.cells.filter((cell) => cell.outcome === "absent" && stands(cell));
  if (absent.length === 0) return null;
  return { kind: "absent", detail: absent.map(({ concept, source }) => `${concept} in the ${source}`).join(", ") };
};

const judgeChanged: Judge = ({ tone, code }) => (tone === "proven" ? { kind: "green", detail: code } : null);

const kept = (isChanged: boolean) => keptCases.filter((one) => one.isChanged === isChanged);
const count = (tones: ReadonlyMap<string, number>) =>
  [...tones].map(([tone, number]) => `${number} ${tone}`).join(", ");

function print(name: string, { run, failures, tones, report }: Outcome): void {
  console.log(`${run} ${name} (seed ${seed}): ${failures} wrong; ${count(tones)}\n${report}`);
}

/** Steps after which a consistent case is not called consistent: not wrong, but to be known. */
function printUnsure({ tonesOfKind }: Outcome): void {
  const lines = [...tonesOfKind]
    .filter(([, tones]) => tones.size > 1 || !tones.has("proven"))
    .map(([kind, tones]) => `  ${kind}: ${count(tones)}`);
  console.log(`Steps that alone do not always leave the conclusion green:\n${lines.sort().join("\n")}`);
}

describe("variants of one consistent case", () => {
  it(
    "are never called contradicting, and nothing that stands in them is called absent",
    async () => {
      const recipeAt = (index: number) => makeRecipe(index, seed);
      const outcome = await checkVariants(wanted, kept(false), recipeAt, judgeConsistent, examples);
      print("consistent variants", outcome);
      printUnsure(outcome);
      expect(outcome.run).toBeGreaterThanOrEqual(wanted);
      expect(outcome.failures).toBe(0);
    },
    timeout,
  );

  it(
    "are never called consistent once one value is changed, everywhere or in one location",
    async () => {
      const recipeAt = (index: number) => addChange(makeRecipe(index, seed), index, seed);
      const outcome = await checkVariants(wanted, kept(true), recipeAt, judgeChanged, examples);
      print("variants with one value changed", outcome);
      expect(outcome.run).toBeGreaterThanOrEqual(wanted);
      expect(outcome.failures).toBe(0);
    },
    timeout,
  );
});
