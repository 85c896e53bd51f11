import { expect, test } from "vitest";
import messages from "../../i18n/messages/en.json" with { type: "json" };
import { anomalyLevels } from "./anomalies.ts";

test("has exactly one message for every anomaly code", () => {
  expect(Object.keys(messages.files.anomaly).sort()).toEqual(Object.keys(anomalyLevels).sort());
});
