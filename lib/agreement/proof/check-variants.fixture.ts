import { describeRecipe, makeVariant, type Recipe } from "./generate-variants.fixture.ts";
import { type CaseResult, runCase } from "./run-case.fixture.ts";

/** What is wrong with a result: a short class that shrinking keeps, and the particulars. */
export type Problem = { kind: string; detail: string };
export type Judge = (result: CaseResult) => Problem | null;
export type Failure = { recipe: Recipe; problem: Problem; record: string };

async function check(recipe: Recipe, judge: Judge): Promise<Failure | null | "not_made"> {
  const variant = makeVariant(recipe);
  if (variant === null) return "not_made";
  const problem = judge(await runCase(variant));
  return problem && { recipe, problem, record: String(variant.record) };
}

/** Drops steps, one after the other, as long as the same kind of problem stays. */
async function shrink(failure: Failure, judge: Judge): Promise<Failure> {
  let smallest = failure;
  for (let index = smallest.recipe.steps.length - 1; index >= 0; index--) {
    const steps = smallest.recipe.steps.filter((_, at) => at !== index);
    const smaller = await check({ ...smallest.recipe, steps }, judge);
    if (smaller !== null && smaller !== "not_made" && smaller.problem.kind === smallest.problem.kind)
      smallest = smaller;
  }
  return smallest;
}

type Group = { name: string; kinds: ReadonlySet<string>; problem: string; count: number; example: Failure };

const kindsOf = ({ steps }: Recipe) => new Set(steps.map(({ kind }) => kind));
const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>) =>
  [...inner].every((kind) => outer.has(kind));

export type Outcome = { run: number; failures: number; tones: Record<string, number>; report: string };

/** How many failures are shrunk: the rest joins the group whose steps it contains, or is counted as not shrunk. */
const shrinkLimit = 150;

/** Shrunk failures by their smallest recipe. A failure that contains the steps of a known group joins it unshrunk. */
async function groupFailures(failures: readonly Failure[], judge: Judge): Promise<Group[]> {
  const groups: Group[] = [];
  let shrunk = 0;
  const bySize = [...failures].sort((a, b) => a.recipe.steps.length - b.recipe.steps.length);
  for (const failure of bySize) {
    const kinds = kindsOf(failure.recipe);
    const known = groups.find(
      ({ kinds: inner, problem }) => problem === failure.problem.kind && isWithin(inner, kinds),
    );
    if (known) known.count++;
    else {
      const example = shrunk++ < shrinkLimit ? await shrink(failure, judge) : failure;
      const smallest = kindsOf(example.recipe);
      const name = [...smallest].join(" + ") || "no step";
      const same = groups.find((group) => group.name === name && group.problem === example.problem.kind);
      if (same) same.count++;
      else groups.push({ name, kinds: smallest, problem: example.problem.kind, count: 1, example });
    }
  }
  return groups.sort((a, b) => b.count - a.count);
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

/** A line to copy into the kept cases. */
const describeExample = ({ recipe, problem, record }: Failure) =>
  `- ${problem.kind}: ${cut(problem.detail, 300)}\n  ${describeRecipe(recipe)}\n  ${JSON.stringify(recipe)}\n  ${cut(record, 500)}`;

/**
 * Runs recipes until `count` variants were compared. Recipes that cannot be made are passed over.
 *
 * @param recipeAt the recipe of a running number
 */
export async function checkVariants(
  count: number,
  recipeAt: (index: number) => Recipe,
  judge: Judge,
): Promise<Outcome> {
  const failures: Failure[] = [];
  const tones: Record<string, number> = {};
  const counting: Judge = (result) => {
    tones[result.tone] = (tones[result.tone] ?? 0) + 1;
    return judge(result);
  };
  let run = 0;
  for (let index = 0; run < count; index++) {
    const failure = await check(recipeAt(index), counting);
    if (failure === "not_made") continue;
    run++;
    if (failure) failures.push(failure);
  }
  const groups = await groupFailures(failures, judge);
  const table = groups
    .slice(0, 60)
    .map((group) => `${String(group.count).padStart(6)}  ${group.problem}  ${group.name}`);
  const examples = groups.slice(0, 10).map(({ example }) => describeExample(example));
  const report = [
    ...table,
    ...(groups.length > 60 ? [`        and ${groups.length - 60} more groups`] : []),
    ...examples,
  ];
  return { run, failures: failures.length, tones, report: report.join("\n") };
}
