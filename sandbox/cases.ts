import { bodyCases } from "./cases/body-cases.ts";
import { evidenceCases } from "./cases/evidence-cases.ts";
import { personalityCases } from "./cases/personality-cases.ts";
import { stateCases } from "./cases/state-cases.ts";

/** Signature requests of the sandbox. Tests and the README use `name`; IDs are fixed. Imports only data, so every module can read it. */
export const cases = [...stateCases, ...evidenceCases, ...personalityCases, ...bodyCases] as const;

export type CaseName = (typeof cases)[number]["name"];

/** A well-formed ID unknown to the sandbox: 404 with the problem `entity-not-found`. */
export const unknownSrId = "cb4394af-2803-4001-a435-845750b5c466";

export function findCase(name: CaseName) {
  const found = cases.find((entry) => entry.name === name);
  if (!found) throw new Error(`The sandbox has no case ${name}`);
  return found;
}

export const sandboxCredentials = { username: "api_demo_sandbox", apiKey: "sandbox-key-not-a-secret" } as const;
