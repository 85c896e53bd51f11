import { expect, it } from "vitest";
import { RefusalCounter } from "./count-refusals.ts";
import { type AuditEvent, emptyAuditEvent } from "./model.ts";

const person = { subject: "ada", name: "Ada", role: "reviewer" };
const refusal = (evidenceId: string): AuditEvent => ({
  ...emptyAuditEvent,
  event: "refused",
  outcome: "refused",
  person,
  requestId: "r",
  srId: "s",
  evidenceId,
  artefact: "status",
  detail: { limit: "requests_per_minute", allowed: 1 },
});

function open() {
  const entries: AuditEvent[] = [];
  const state = { now: 0, fails: false };
  const counter = new RefusalCounter(
    async (entry) => {
      if (state.fails) throw new Error("no log");
      entries.push(entry);
    },
    () => state.now,
  );
  return { counter, entries, state };
}

it("refusals of a minute become one entry per key, with their count and their targets", async () => {
  const { counter, entries, state } = open();
  for (let index = 0; index < 5_000; index++) counter.add("a", refusal(`e-${index % 7}`));
  for (let index = 0; index < 3; index++) counter.add("b", refusal("e-1"));
  await counter.flush();
  expect(entries).toEqual([]);
  state.now = 60_000;
  await counter.flush();
  const limit = { limit: "requests_per_minute", allowed: 1 };
  expect(entries).toMatchObject([
    {
      event: "refused",
      person,
      requestId: null,
      srId: null,
      evidenceId: null,
      detail: { ...limit, further: 5_000, targets: 7 },
    },
    { srId: "s", evidenceId: "e-1", artefact: "status", detail: { ...limit, further: 3, targets: 1 } },
  ]);
  await counter.flush(true);
  expect(entries).toHaveLength(2);
});

it("are all recorded at shutdown, and kept while the log fails", async () => {
  const { counter, entries, state } = open();
  for (let index = 0; index < 4; index++) counter.add("a", refusal("e-1"));
  state.fails = true;
  await counter.flush(true);
  counter.add("a", refusal("e-2"));
  state.fails = false;
  await counter.flush(true);
  expect(entries.map(({ detail }) => detail)).toMatchObject([{ further: 5, targets: 2 }]);
});
