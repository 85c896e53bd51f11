import { checkRecipe, type Failure, type Judge } from "./check-recipe.fixture.ts";
import type { Recipe } from "./generate-variants.fixture.ts";

/** Failures of one kind whose smallest recipes have the same kinds of steps. */
export type FailureGroup = {
  name: string;
  kinds: ReadonlySet<string>;
  problem: string;
  count: number;
  example: Failure;
};

/** Drops steps, one after the other, as long as the same kind of problem stays. */
async function shrink(failure: Failure, judge: Judge): Promise<Failure> {
  let smallest = failure;
  for (let index = smallest.recipe.steps.length - 1; index >= 0; index--) {
    const steps = smallest.recipe.steps.filter((_, at) => at !== index);
    const smaller = await checkRecipe({ ...smallest.recipe, steps }, judge);
    if (smaller !== null && smaller !== "not_made" && smaller.problem.kind === smallest.problem.kind)
      smallest = smaller;
  }
  return smallest;
}

const kindsOf = ({ steps }: Recipe): ReadonlySet<string> => new Set(steps.map(({ kind }) => kind));

/** How many failures are shrunk; the rest is grouped as generated. */
const shrinkLimit = 150;

/**
 * Shrinks failures and groups them, the most frequent first. A failure that contains the steps of a known group joins it
 * without being shrunk.
 */
export async function groupFailures(failures: readonly Failure[], judge: Judge): Promise<FailureGroup[]> {
  const groups: FailureGroup[] = [];
  let shrunk = 0;
  const bySize = [...failures].sort((a, b) => a.recipe.steps.length - b.recipe.steps.length);
  for (const failure of bySize) {
    const kinds = kindsOf(failure.recipe);
    const known = groups.find(
      ({ kinds: inner, problem }) => problem === failure.problem.kind && [...inner].every((kind) => kinds.has(kind)),
    );
    if (known) {
      known.count++;
      continue;
    }
    const example = shrunk++ < shrinkLimit ? await shrink(failure, judge) : failure;
    const smallest = kindsOf(example.recipe);
    const name = [...smallest].join(" + ") || "no step";
    groups.push({ name, kinds: smallest, problem: example.problem.kind, count: 1, example });
  }
  return groups.sort((a, b) => b.count - a.count);
}
