import { describe, expect, it } from "vitest";
import { checkVariants, type Judge, type Outcome } from "./check-variants.fixture.ts";
import { addChange, makeRecipe, type Recipe } from "./generate-variants.fixture.ts";
import { keptCases } from "./kept-cases.fixture.ts";
import { concepts } from "./person.fixture.ts";
import type { CaseCell, CaseResult } from "./run-case.fixture.ts";

const count = process.env.FULL === "1" ? 20_000 : 2_000;
const seed = Number(process.env.SEED ?? 20261127);
const timeout = 900_000;

/** The sources in which every core concept stands in each variant; the request states the names alone. */
const stands = ({ concept, source }: CaseCell) =>
  source === "record" || source === "token"
    ? (concepts as readonly string[]).includes(concept)
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

/** Kept cases first, then the generated ones. */
const replayFirst = (kept: readonly Recipe[], generate: (index: number) => Recipe) => (index: number) =>
  kept[index] ?? generate(index - kept.length);

const kept = (isChanged: boolean) =>
  keptCases.map(({ recipe }) => recipe).filter(({ change }) => (change !== null) === isChanged);

function print(name: string, { run, failures, tones, report }: Outcome): void {
  const shown = Object.entries(tones)
    .map(([tone, number]) => `${number} ${tone}`)
    .join(", ");
  console.log(`${run} ${name} (seed ${seed}): ${failures} wrong; ${shown}\n${report}`);
}

describe("variants of one consistent case", () => {
  it(
    "are never called contradicting, and nothing that stands in them is called absent",
    async () => {
      const recipes = replayFirst(kept(false), (index) => makeRecipe(index, seed));
      const outcome = await checkVariants(count, recipes, judgeConsistent);
      print("consistent variants", outcome);
      expect(outcome.run).toBeGreaterThanOrEqual(count);
      expect(outcome.failures).toBe(0);
    },
    timeout,
  );

  it(
    "are never called consistent once one value is changed, everywhere or in one place",
    async () => {
      const recipes = replayFirst(kept(true), (index) => addChange(makeRecipe(index, seed), index, seed));
      const outcome = await checkVariants(count, recipes, judgeChanged);
      print("variants with one value changed", outcome);
      expect(outcome.run).toBeGreaterThanOrEqual(count);
      expect(outcome.failures).toBe(0);
    },
    timeout,
  );
});
