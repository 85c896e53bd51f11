import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionRow } from "#lib/database/tables";
import type { Clock } from "#lib/runtime/clock";
import { maxUncheckedMs, RequestWatch } from "./watch-requests.ts";

vi.mock(import("#lib/env"), async (original) => ({
  ...(await original()),
  settings: () => Object.create({ session: { idleMin: 30, maxH: 10 } }),
}));

const rowOf = (more: Partial<SessionRow> = {}): SessionRow => ({
  id: "s1",
  subject: "ada",
  name: "Ada",
  email: null,
  roles: "reviewer auditor",
  provider: "oidc",
  started_at: Date.now(),
  last_act_at: Date.now(),
  ended_at: null,
  end_reason: null,
  roles_read_at: Date.now(),
  next_read_at: Date.now(),
  tokens: null,
  browser: null,
  platform: null,
  provider_session: null,
  ...more,
});

describe("the watch over running requests", () => {
  let rows: Map<string, SessionRow>;
  let nowMs: number;
  let timers: (() => void)[];
  let queries: string[][];
  let refreshed: string[];
  let isDown: boolean;
  let ended: string[];
  let watch: RequestWatch;

  beforeEach(() => {
    rows = new Map([["s1", rowOf()]]);
    [nowMs, timers, queries, refreshed, isDown, ended] = [0, [], [], [], false, []];
    const clock: Clock = {
      now: () => nowMs,
      setTimeout: (run) => timers.push(run),
      clearTimeout: () => undefined,
      random: () => 0,
    };
    const source = {
      load: async (ids: string[]) => {
        queries.push(ids);
        if (isDown) throw new Error("no database");
        return new Map(ids.map((id) => [id, rows.get(id) ?? null]));
      },
      refresh: async ({ id }: SessionRow) => void refreshed.push(id),
    };
    watch = new RequestWatch(source, clock);
  });

  const add = (sessionId = "s1", roles = ["reviewer" as const]) =>
    watch.add({ sessionId, roles, onEnd: (reason) => ended.push(`${sessionId} ${reason}`) });
  const pass = async (ms = 1_000) => {
    nowMs += ms;
    for (const run of timers.splice(0)) run();
    await new Promise(setImmediate);
  };

  it("sends one query for all requests, refreshes roles once per session, and stops without requests", async () => {
    rows.set("s2", rowOf({ id: "s2" }));
    const stops = [add(), add(), add("s2")];
    await pass();
    expect(queries).toEqual([["s1", "s2"]]);
    expect(refreshed).toEqual(["s1", "s2"]);
    for (const stop of stops) stop();
    await pass();
    await pass();
    expect([queries.length, timers.length, ended]).toEqual([2, 0, []]);
  });

  it.each<[string, Partial<SessionRow> | null, string]>([
    ["was ended", { ended_at: 1, end_reason: "revoked" }, "revoked"],
    ["is idle", { last_act_at: Date.now() - 31 * 60_000 }, "idle"],
    ["is too old", { started_at: Date.now() - 11 * 3_600_000 }, "max_age"],
    ["has lost the role", { roles: "auditor" }, "no_role"],
    ["was deleted", null, "max_age"],
  ])("ends requests once if their session %s, and no others", async (_, change, reason) => {
    rows.set("s2", rowOf({ id: "s2" }));
    add();
    add("s2");
    await pass();
    expect(ended).toEqual([]);
    if (change === null) rows.delete("s1");
    else rows.set("s1", rowOf(change));
    await pass();
    await pass();
    expect(ended).toEqual([`s1 ${reason}`]);
    expect(refreshed.filter((id) => id === "s1")).toHaveLength(1);
  });

  it("lets a lead go on where a reviewer may", async () => {
    rows.set("s1", rowOf({ roles: "lead" }));
    add();
    await pass();
    await pass();
    expect(ended).toEqual([]);
  });

  it("ends requests that could not be checked for 30 s, and tolerates shorter failures", async () => {
    add();
    await pass();
    isDown = true;
    await pass(maxUncheckedMs - 1);
    isDown = false;
    await pass();
    isDown = true;
    await pass(maxUncheckedMs - 1);
    expect(ended).toEqual([]);
    await pass(1);
    expect(ended).toEqual(["s1 unchecked"]);
  });
});
