import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AuditEvent } from "#lib/audit/model";
import { ProblemError } from "#lib/problem";
import { parseStatusResponse } from "#lib/status/parse-status-response";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { openedWithinMs, refreshStates } from "./refresh-states.ts";
import { type EvidenceIds, storeOpening, storeState } from "./store.ts";

const minute = 60_000;
const every = 5 * minute;
const start = Date.parse("2026-11-27T12:00:00Z");
const idsOf = (name: string) => ({ srId: `sr-${name}`, evidenceId: `ev-${name}` });
const statusOf = (evidenceId: string, word: string) =>
  parseStatusResponse(Buffer.from(JSON.stringify({ id: evidenceId, status: word })), new Map());

let log: TestLog;
let now = start;
let entries: AuditEvent[] = [];
let answers: Record<string, string | Error> = {};
let running = 0;
let asked: string[] = [];

beforeEach(async () => {
  log = await openTestLog();
  now = start;
  [entries, answers, asked, running] = [[], {}, [], 0];
});
afterEach(async () => log.end());
const tables = () => log.database.main;

async function open(name: string, word = "IN_REVIEW", at = now): Promise<void> {
  const opening = { ...idsOf(name), subject: "ada", artefact: "status", verdict: null } as const;
  await storeOpening(tables(), opening, at);
  await storeState(tables(), idsOf(name), statusOf(`ev-${name}`, word), at);
}

async function fetchStatus({ evidenceId }: EvidenceIds) {
  running += 1;
  expect(running).toBe(1);
  expect(entries.at(-1)).toMatchObject({ event: "state_refresh", evidenceId });
  asked.push(evidenceId.replace("ev-", ""));
  await Promise.resolve();
  running -= 1;
  const answer = answers[evidenceId] ?? "IN_REVIEW";
  if (answer instanceof Error) throw answer;
  return statusOf(evidenceId, answer);
}

const record = async (event: AuditEvent) => void entries.push(event);
const run = (more: Partial<Parameters<typeof refreshStates>[0]> = {}) =>
  refreshStates({
    tables: async () => tables(),
    record,
    fetchStatus,
    everyMs: every,
    signal: new AbortController().signal,
    now: () => now,
    ...more,
  });

describe("the background refresh", () => {
  it("asks one at a time for unfinished states alone, until an end state", async () => {
    for (const word of ["NOT_STARTED", "STARTED", "IN_REVIEW", "COMPLETED", "FAILED", "EXPIRED", "OTHER_WORD"])
      await open(word, word);
    now += every;
    expect(await run()).toBe(3);
    expect(asked.toSorted()).toEqual(["IN_REVIEW", "NOT_STARTED", "STARTED"]);
    answers = { "ev-IN_REVIEW": "COMPLETED", "ev-STARTED": "FAILED" };
    now += every;
    expect(await run()).toBe(3);
    now += every;
    expect(await run()).toBe(1);
    const row = tables()
      .selectFrom("evidence_states")
      .select(["state", "opened_by"])
      .where("sr_id", "=", "sr-IN_REVIEW");
    expect(await row.executeTakeFirst()).toEqual({ state: "completed", opened_by: "ada" });
  });

  it("records each request before it is sent, as the installation's own act", async () => {
    await open("one");
    now += every;
    await run();
    expect(entries).toMatchObject([
      {
        event: "state_refresh",
        ...idsOf("one"),
        artefact: "status",
        person: { subject: "installation" },
        ticket: null,
      },
    ]);
    now += every;
    const refuse = async () => {
      throw new ProblemError("audit_unavailable", "The log is not writable.");
    };
    await expect(run({ record: refuse })).rejects.toMatchObject({ code: "audit_unavailable" });
    expect(asked).toEqual(["one"]);
  });

  it("waits for the interval, and longer for what was opened longer ago", async () => {
    await open("one");
    now += every - 1;
    expect(await run()).toBe(0);
    now += 1;
    expect(await run()).toBe(1);
    await open("old", "IN_REVIEW", now - 24 * 60 * minute);
    await storeState(tables(), idsOf("old"), statusOf("ev-old", "IN_REVIEW"), now);
    now += 30 * minute;
    expect(await run()).toBe(1);
    now += 40 * minute;
    expect(await run()).toBe(2);
  });

  it("leaves evidence alone that was last opened more than 30 days ago", async () => {
    await open("old", "IN_REVIEW", now - openedWithinMs - 1);
    await open("young", "IN_REVIEW", now - openedWithinMs + minute);
    expect(await run()).toBe(1);
    expect(asked).toEqual(["young"]);
  });

  it("stops at a provider that limits or fails, and doubles the pause each time", async () => {
    for (const name of ["one", "two"]) await open(name);
    const limited = new ProblemError("provider_rate_limited", "Too many requests.", { retryAfterS: 60 });
    answers = { "ev-one": limited, "ev-two": limited };
    now += every;
    expect(await run()).toBe(1);
    now += 2 * every - 1;
    expect(await run()).toBe(0);
    now += 1;
    expect(await run()).toBe(1);
    now += 4 * every - 1;
    expect(await run()).toBe(0);
    answers = {};
    now += 1;
    expect(await run()).toBe(2);
    now += every;
    expect(await run()).toBe(2);
    answers = { "ev-one": new ProblemError("provider_rate_limited", "Too many.", { retryAfterS: 7200 }) };
    now += every;
    await run();
    now += 7_200_000 - 1;
    expect(await run()).toBe(0);
  });

  it("goes on behind a case that the provider does not know, and asks for it a day later", async () => {
    await open("gone");
    await open("there");
    answers = { "ev-gone": new ProblemError("not_found", "Unknown.") };
    now += every;
    expect(await run()).toBe(2);
    now += 12 * 60 * minute;
    expect(await run()).toBe(1);
    now += 12 * 60 * minute;
    expect(await run()).toBe(2);
  });

  it("runs in one process at a time", async () => {
    await open("one");
    now += every;
    const both = await Promise.all([run(), run()]);
    expect(both.toSorted()).toEqual([0, 1]);
  });
});
