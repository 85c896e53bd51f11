import { expect, test } from "vitest";
import messages from "../../i18n/messages/en.json" with { type: "json" };
import { oddityGravity } from "./anomalies.ts";

test("has exactly one message for every anomaly code", () => {
  expect(Object.keys(messages.files.oddity).sort()).toEqual(Object.keys(oddityGravity).sort());
});
