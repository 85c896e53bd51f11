import { makeVariant, type Recipe, type Variant } from "./generate-variants.fixture.ts";
import { type CaseResult, runCase } from "./run-case.fixture.ts";

/** What is wrong with a result: a short kind, which shrinking keeps, and the particulars. */
export type CheckFailure = { kind: string; detail: string };
export type Judge = (result: CaseResult) => CheckFailure | null;
export type Failure = { recipe: Recipe; variant: Variant; problem: CheckFailure };

/** @returns null where the variant holds, `not_made` if this recipe has no variant */
export async function checkRecipe(recipe: Recipe, judge: Judge): Promise<Failure | null | "not_made"> {
  const variant = makeVariant(recipe);
  if (variant === null) return "not_made";
  const problem = judge(await runCase(variant));
  return problem && { recipe, variant, problem };
}
