import { checkRecipe, type Failure, type Judge } from "./check-recipe.fixture.ts";
import { describeRecipe, type Recipe } from "./generate-variants.fixture.ts";
import { groupFailures } from "./group-failures.fixture.ts";
import type { KeptCase } from "./kept-cases.fixture.ts";
import { runCase } from "./run-case.fixture.ts";

export type Outcome = {
  run: number;
  failures: number;
  /** How often each tone was given. */
  tones: Map<string, number>;
  /** Of the recipes with a single step: the tones by kind of step. */
  tonesOfKind: Map<string, Map<string, number>>;
  report: string;
};

const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

/** The particulars, the recipe, and the line to add to the kept cases. */
function describeExample({ recipe, variant, problem }: Failure): string {
  const kept: KeptCase = { recipe: describeRecipe(recipe), isChanged: recipe.change !== null, ...variant };
  return `- ${problem.kind}: ${cut(problem.detail, 300)}\n  ${kept.recipe}\n  ${JSON.stringify(kept)}`;
}

async function replay(kept: readonly KeptCase[], judge: Judge): Promise<string[]> {
  const wrong: string[] = [];
  for (const { recipe, isChanged: _, ...input } of kept) {
    const problem = judge(await runCase(input));
    if (problem) wrong.push(`  kept  ${problem.kind}  ${recipe}: ${cut(problem.detail, 200)}\n        ${input.record}`);
  }
  return wrong;
}

/** How many groups of failures and how many kept cases are printed. */
const shownGroups = 60;
const shownKept = 15;

/**
 * Replays the kept cases, then runs recipes until `count` variants were compared. Recipes that cannot be made are passed
 * over.
 *
 * @param recipeAt the recipe of a running number
 * @param shownExamples how many of the groups of failures are printed with an example
 */
export async function checkVariants(
  count: number,
  kept: readonly KeptCase[],
  recipeAt: (index: number) => Recipe,
  judge: Judge,
  shownExamples = 10,
): Promise<Outcome> {
  const tones = new Map<string, number>();
  const tonesOfKind = new Map<string, Map<string, number>>();
  const failures: Failure[] = [];
  const wrongAgain = await replay(kept, judge);
  let run = 0;
  for (let index = 0; run < count; index++) {
    const recipe = recipeAt(index);
    const failure = await checkRecipe(recipe, (result) => {
      add(tones, result.tone);
      const [step, ...more] = recipe.steps;
      if (step && more.length === 0) {
        const ofKind = tonesOfKind.get(step.kind) ?? new Map();
        tonesOfKind.set(step.kind, ofKind);
        add(ofKind, result.tone);
      }
      return judge(result);
    });
    if (failure === "not_made") continue;
    run++;
    if (failure) failures.push(failure);
  }
  const groups = await groupFailures(failures, judge);
  const report = [
    ...wrongAgain.slice(0, shownKept),
    ...(wrongAgain.length > shownKept ? [`  and ${wrongAgain.length - shownKept} more kept cases`] : []),
    ...groups
      .slice(0, shownGroups)
      .map((group) => `${String(group.count).padStart(6)}  ${group.problem}  ${group.name}`),
    ...(groups.length > shownGroups ? [`        and ${groups.length - shownGroups} more groups`] : []),
    ...groups.slice(0, shownExamples).map(({ example }) => describeExample(example)),
  ];
  return {
    run: run + kept.length,
    failures: failures.length + wrongAgain.length,
    tones,
    tonesOfKind,
    report: report.join("\n"),
  };
}
