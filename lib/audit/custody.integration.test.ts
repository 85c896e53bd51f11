import { afterAll, beforeAll, expect, it } from "vitest";
import { ids } from "../../e2e/support/dossier/test-case.ts";
import { appendCase, caseEntry, type DossierLog, openDossierLog } from "../../e2e/support/dossier/test-log.ts";
import { findCaseEntries, findEntries } from "./custody.ts";

let log: DossierLog;
let decided: number;
beforeAll(async () => {
  log = await openDossierLog();
  decided = await appendCase(log, caseEntry("decision", { detail: { decisionId: "d-1", sha256: "ab" } }));
});
afterAll(() => log.end());

const find = async (limit: number, of: typeof ids = ids) => {
  const { log: number } = await log.target.log
    .selectFrom("log_entries")
    .select("log")
    .limit(1)
    .executeTakeFirstOrThrow();
  return { number, ...(await findCaseEntries(log.target.log, number, of, limit)) };
};

it("entries of a case are found in order, the newest if there are more than the limit", async () => {
  const own = [...log.custody, decided];
  const all = await find(100);
  expect(all.entries.map(({ index }) => index)).toEqual(own);
  expect(all.isCut).toBe(false);
  const exact = await find(own.length);
  expect(exact.isCut).toBe(false);
  const cut = await find(2);
  expect(cut.entries.map(({ index }) => index)).toEqual(own.slice(-2));
  expect(cut.isCut).toBe(true);
  expect((await find(100, { ...ids, evidenceId: "ev-other" })).entries).toEqual([]);
  const single = await findEntries(log.target.log, all.number, [decided, own[0] ?? 0]);
  expect(single.map(({ index, event }) => `${index} ${event}`)).toEqual([`${own[0]} release`, `${decided} decision`]);
});
