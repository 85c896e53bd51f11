import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseStatusResponse } from "#lib/status/parse-status-response";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import type { ViewName } from "./model.ts";
import { readPreferences, readViews, storePreferences, storeViews } from "./person-store.ts";
import { countViews, selectEvidence, selectRequests } from "./select-view.ts";
import { forgetBefore, forgetPerson, storeConclusion, storeOpening, storeState } from "./store.ts";

const hour = 3_600_000;
const now = Date.parse("2026-11-27T12:00:00Z");
const ids = (name: string) => ({ srId: `sr-${name}`, evidenceId: `ev-${name}` });
const iso = (at: number) => new Date(at).toISOString();

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(async () => log.end());
const tables = () => log.database.main;

function status(name: string, word: string, times: Record<string, string> = {}) {
  const body = JSON.stringify({ id: `ev-${name}`, status: word, ...times });
  return parseStatusResponse(Buffer.from(body), new Map());
}

type Opened = "status" | "record" | "files" | "verdict";
async function open(
  name: string,
  subject = "ada",
  at = now,
  artefacts: readonly Opened[] = ["status"],
  verdict = "valid",
) {
  for (const artefact of artefacts)
    await storeOpening(
      tables(),
      { ...ids(name), subject, artefact, verdict: artefact === "verdict" ? verdict : null },
      at,
    );
}
const whole = ["status", "record", "files", "verdict"] as const;

const reader = (subject: string, isLead = false) => ({ subject, isLead });

async function listed(
  view: ViewName,
  more: { sort?: "attention" | "waiting"; subject?: string } = {},
): Promise<string[]> {
  const query = {
    view,
    sort: more.sort ?? "waiting",
    conclusion: null,
    reader: reader(more.subject ?? "ada"),
  } as const;
  const { srIds, total } = await selectRequests(tables(), { ...query, page: 1, pageSize: 25 }, now);
  expect(total).toBe(srIds.length);
  return srIds.map((srId) => srId.replace("sr-", ""));
}

describe("what is known of an evidence", () => {
  it("is put in the views of its last state", async () => {
    const cases = {
      done: status("done", "COMPLETED", { completedAt: iso(now - hour), expiresAt: iso(now + 40 * 24 * hour) }),
      soon: status("soon", "COMPLETED", { completedAt: iso(now - hour), expiresAt: iso(now + 13 * 24 * hour) }),
      past: status("past", "EXPIRED", { expiresAt: iso(now - hour) }),
      review: status("review", "IN_REVIEW", { createdAt: iso(now - 80 * hour), startedAt: iso(now - 71 * hour) }),
      late: status("late", "IN_REVIEW", { createdAt: iso(now - 90 * hour), startedAt: iso(now - 73 * hour) }),
      failed: status("failed", "FAILED"),
    };
    for (const [name, response] of Object.entries(cases)) {
      await open(name);
      await storeState(tables(), ids(name), response, now);
    }
    expect(await listed("in_review")).toEqual(["late", "review"]);
    expect(await listed("over_72h")).toEqual(["late"]);
    expect(await listed("failed")).toEqual(["failed"]);
    expect(await listed("expiring")).toEqual(["soon"]);
    expect((await listed("all")).toSorted()).toEqual(Object.keys(cases).toSorted());
    expect(await countViews(tables(), reader("ada"), now)).toEqual({
      all: 6,
      in_review: 2,
      over_72h: 1,
      failed: 1,
      expiring: 1,
      mine: 6,
      contradiction: 0,
      undecided: 4,
      second_review: 0,
      mine_undecided: 4,
    });
    expect((await countViews(tables(), reader("eve"), now)).mine).toBe(0);
  });

  it("holds no name, value, title or file name of the provider", async () => {
    await open("one", "ada", now, whole);
    const secret = "Zoë Müller";
    const response = status("one", "COMPLETED", { title: secret, completedAt: iso(now), accountId: secret });
    await storeState(tables(), ids("one"), response, now);
    await storeConclusion(tables(), { ...ids("one"), subject: "ada", code: "signed_digest_differs", file: 3 }, now);
    const rows = JSON.stringify([
      await tables().selectFrom("evidence_states").selectAll().execute(),
      await tables().selectFrom("evidence_openings").selectAll().execute(),
    ]);
    expect(rows).toContain("signed_digest_differs");
    expect(rows).not.toContain("Zo");
  });

  it("is of the newest answer, and `unknown` if the status is of another identification", async () => {
    await open("one");
    await storeState(tables(), ids("one"), status("one", "COMPLETED"), now);
    await storeState(tables(), ids("one"), status("one", "IN_REVIEW"), now - 1);
    expect(await selectEvidence(tables(), ["sr-one"])).toMatchObject([{ state: "completed", asked_at: now }]);
    await storeState(tables(), ids("one"), status("other", "COMPLETED"), now + 1);
    expect(await selectEvidence(tables(), ["sr-one"])).toMatchObject([{ state: "unknown", expires_at: null }]);
  });

  it("is stored only for evidence that a person opened", async () => {
    await storeState(tables(), ids("one"), status("one", "COMPLETED"), now);
    expect(await selectEvidence(tables(), ["sr-one"])).toEqual([]);
  });

  it("shows each request once, and what needs a person first", async () => {
    for (const name of ["calm", "red", "amber"]) {
      await open(name, "ada", now, whole, name === "amber" ? "expired" : "valid");
      await storeState(tables(), ids(name), status(name, "COMPLETED"), now);
    }
    const conclude = (name: string, code: "consistent" | "differs" | "token_expired") =>
      storeConclusion(tables(), { ...ids(name), subject: "ada", code, file: null }, now);
    await conclude("calm", "consistent");
    await conclude("red", "differs");
    await conclude("amber", "token_expired");
    await storeOpening(
      tables(),
      { srId: "sr-red", evidenceId: "ev-second", subject: "eve", artefact: "status", verdict: null },
      now,
    );
    expect(await listed("all", { sort: "attention" })).toEqual(["red", "amber", "calm"]);
    expect(await listed("mine", { subject: "eve" })).toEqual(["red"]);
    expect((await countViews(tables(), reader("ada"), now)).contradiction).toBe(1);
  });
});

describe("a conclusion", () => {
  const conclude = (subject: string, code: "consistent" | "differs", at = now) =>
    storeConclusion(tables(), { ...ids("one"), subject, code, file: null }, at);

  it("is refused for evidence that this person has not opened, or not in the time of a session", async () => {
    await open("one", "ada", now, whole);
    await storeState(tables(), ids("one"), status("one", "COMPLETED"), now);
    await expect(conclude("eve", "differs")).rejects.toMatchObject({ code: "not_found" });
    await expect(conclude("ada", "differs", now + 11 * hour)).rejects.toMatchObject({ code: "not_found" });
    await open("one", "ada", now + 11 * hour, ["status"]);
    await expect(conclude("ada", "consistent", now + 11 * hour)).rejects.toMatchObject({ code: "invalid_request" });
    expect(await selectEvidence(tables(), ["sr-one"])).toMatchObject([{ conclusion: null }]);
    await conclude("ada", "consistent");
    expect(await selectEvidence(tables(), ["sr-one"])).toMatchObject([
      { conclusion: "consistent", concluded_by: "ada" },
    ]);
  });

  it("is not green after a later verdict that is not valid", async () => {
    await open("one", "ada", now, whole);
    await storeState(tables(), ids("one"), status("one", "COMPLETED"), now);
    await open("one", "ada", now, ["verdict"], "unbound");
    await expect(conclude("ada", "consistent")).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("settings and saved views", () => {
  it("are of one person, and off before the person switches them on", async () => {
    expect(await readPreferences(tables(), "ada")).toEqual({ checkWhenOpened: false });
    await storePreferences(tables(), "ada", { checkWhenOpened: true });
    await storeViews(tables(), "ada", [{ id: "v1", name: "Late", query: "view=over_72h" }]);
    expect(await readPreferences(tables(), "ada")).toEqual({ checkWhenOpened: true });
    expect(await readViews(tables(), "ada")).toEqual([{ id: "v1", name: "Late", query: "view=over_72h" }]);
    expect(await readPreferences(tables(), "eve")).toEqual({ checkWhenOpened: false });
    expect(await readViews(tables(), "eve")).toEqual([]);
  });

  it("that cannot be read count as off", async () => {
    for (const preferences of ["", "null", "{", '{"checkWhenOpened":"yes"}', "[]"]) {
      await tables().deleteFrom("person_settings").execute();
      await tables().insertInto("person_settings").values({ subject: "ada", preferences, views: "{}" }).execute();
      expect(await readPreferences(tables(), "ada")).toEqual({ checkWhenOpened: false });
      expect(await readViews(tables(), "ada")).toEqual([]);
    }
  });
});

describe("retention", () => {
  it("forgets what was not opened since, and keeps the rest", async () => {
    await open("old", "ada", now - 400 * 24 * hour);
    await open("both", "ada", now - 400 * 24 * hour);
    await open("both", "eve", now);
    expect(await forgetBefore(tables(), now - 365 * 24 * hour)).toBe(1);
    expect(await listed("all")).toEqual(["both"]);
    expect(await listed("mine")).toEqual([]);
  });

  it("forgets a person, and keeps what is known of the evidence without them", async () => {
    await open("one", "ada", now, whole);
    await storeState(tables(), ids("one"), status("one", "COMPLETED"), now);
    await storeConclusion(tables(), { ...ids("one"), subject: "ada", code: "differs", file: 1 }, now);
    await storePreferences(tables(), "ada", { checkWhenOpened: true });
    await forgetPerson(tables(), "ada");
    const rows = await Promise.all(
      (["evidence_states", "evidence_openings", "person_settings"] as const).map((table) =>
        tables().selectFrom(table).selectAll().execute(),
      ),
    );
    expect(JSON.stringify(rows)).not.toContain("ada");
    expect(rows[0]).toMatchObject([{ conclusion: "differs", file: 1 }]);
  });
});

describe("decisions in views", () => {
  it("are undecided once the identification has ended, and wait for others than the first reviewer", async () => {
    const decide = (name: string, decision: string, by: string) =>
      tables()
        .updateTable("evidence_states")
        .set({ decision, decision_by: by, decided_at: now })
        .where("sr_id", "=", ids(name).srId)
        .execute();
    for (const name of ["open", "review", "pending", "disputed", "done"]) {
      await open(name);
      const word = name === "review" ? "IN_REVIEW" : "COMPLETED";
      await storeState(tables(), ids(name), status(name, word, { completedAt: iso(now - hour) }), now);
    }
    await decide("pending", "second_review_pending", "ada");
    await decide("disputed", "disputed", "eve");
    await decide("done", "accepted", "ada");
    expect(await listed("undecided")).toEqual(["open"]);
    expect(await listed("second_review")).toEqual([]);
    expect(await listed("second_review", { subject: "eve" })).toEqual(["pending"]);
    expect(await countViews(tables(), reader("lea", true), now)).toMatchObject({
      second_review: 2,
      undecided: 1,
      mine_undecided: 0,
    });
    expect(await countViews(tables(), reader("ada"), now)).toMatchObject({ second_review: 0, mine_undecided: 1 });
    const [row] = await selectEvidence(tables(), [ids("pending").srId]);
    expect(row).toMatchObject({ decision: "second_review_pending", decision_by: "ada" });
  });
});
