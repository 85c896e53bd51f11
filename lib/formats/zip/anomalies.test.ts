import { expect, test } from "vitest";
import messages from "../../i18n/messages/en.json" with { type: "json" };
import { oddityGravity } from "./anomalies.ts";

test("every oddity has its sentence, and no sentence is left over", () => {
  expect(Object.keys(messages.files.oddity).sort()).toEqual(Object.keys(oddityGravity).sort());
});
