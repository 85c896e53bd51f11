import { readFileSync } from "node:fs";
import type { CaseInput } from "./run-case.fixture.ts";

/**
 * A shrunk variant that once failed, as it was compared: a later change of the generator does not change it. The report
 * of a failure prints the line to add to `kept-cases.jsonl`.
 */
export type KeptCase = {
  /** The recipe, for readers of the list. */
  recipe: string;
  /** One value differs between the artefacts: then the case is never consistent, else never contradicting. */
  isChanged: boolean;
  record: string;
  tokenClaims: object;
  request: NonNullable<CaseInput["request"]>;
};

/** Replayed before the generated variants. */
export const keptCases: readonly KeptCase[] = readFileSync(new URL("./kept-cases.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as KeptCase);
