import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseName, cases } from "../../../sandbox/cases.ts";
import { expectedTones } from "../../../sandbox/tests/expected-tones.ts";
import { type RunningSandbox, runSandbox } from "../../../sandbox/tests/running-sandbox.ts";
import { walkCase } from "./sandbox-walk.fixture.ts";

const now = new Date("2026-11-23T09:00:00Z");
const colours = { proven: "green", unsure: "amber", contradicted: "red", silent: "grey" } as const;
/** Their bytes are made while they are sent; the browser specs open them. */
const large = new Set<string>(["large-archive", "large-record"]);

describe("every case of the sandbox", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox(now);
  });
  afterAll(() => sandbox.close());

  it.each(cases.map(({ name }) => name).filter((name) => !large.has(name)))(
    "%s is concluded in its colour",
    async (name: CaseName) => {
      const { conclusion } = await walkCase(sandbox, name, now);
      expect(`${colours[conclusion.tone]} ${conclusion.code}`).toMatch(new RegExp(`^${expectedTones[name]} `));
    },
    60_000,
  );
});
