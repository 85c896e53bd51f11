import { expect, test } from "vitest";
import messages from "../text/en.json" with { type: "json" };
import { oddityGravity } from "./oddities.ts";

test("every oddity has its sentence, and no sentence is left over", () => {
  expect(Object.keys(messages.files.oddity).sort()).toEqual(Object.keys(oddityGravity).sort());
});
