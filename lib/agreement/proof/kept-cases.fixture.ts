import type { Recipe } from "./generate-variants.fixture.ts";

/** Shrunk recipes that once failed. They are replayed before the generated ones; a report of a failure prints them. */
export const keptCases: readonly { name: string; recipe: Recipe }[] = [];
