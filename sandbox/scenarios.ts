import type { CaseName } from "./cases.ts";
import type { Scenario } from "./identification.ts";
import { bodyScenarios } from "./scenarios/body-scenarios.ts";
import { evidenceScenarios } from "./scenarios/evidence-scenarios.ts";
import { personalityScenarios } from "./scenarios/personality-scenarios.ts";
import { stateScenarios } from "./scenarios/state-scenarios.ts";

export const scenarios: Record<CaseName, Scenario> = {
  ...stateScenarios,
  ...evidenceScenarios,
  ...personalityScenarios,
  ...bodyScenarios,
};
