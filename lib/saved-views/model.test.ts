import { describe, expect, it } from "vitest";
import { conclusionCodes, toneOfCode } from "#lib/agreement/conclusion-codes";
import { allowsConclusion, type SeenEvidence } from "./allows-conclusion.ts";
import {
  conclusionFilters,
  defaultSort,
  findWorst,
  formatViewFilter,
  isPassing,
  readViewFilter,
  shownConclusion,
  sortsOf,
  viewNames,
  waitingMs,
  wholeView,
} from "./model.ts";
import type { KnownEvidence } from "./schema.ts";

const states = ["not_started", "started", "in_review", "completed", "failed", "expired", "unknown", null] as const;
const verdicts = ["undecodable", "invalid", "untrusted", "not_yet_valid", "expired", "unbound", "valid", null];
const booleans = [true, false];

const known = (facts: Partial<KnownEvidence>): KnownEvidence => ({
  evidenceId: "ev-1",
  state: "completed",
  sinceAt: null,
  expiresAt: null,
  askedAt: null,
  conclusion: null,
  file: null,
  concludedAt: null,
  openedAt: null,
  decision: "undecided" as const,
  decidedAt: null,
  ...facts,
});

describe("a filter in an address", () => {
  it("is read as it was written, for every view, sort and conclusion", () => {
    for (const view of viewNames)
      for (const sort of sortsOf(view))
        for (const conclusion of [null, ...conclusionFilters])
          for (const page of [1, 7]) {
            const filter = { ...wholeView(view), sort, conclusion, page };
            expect(readViewFilter(formatViewFilter(filter))).toEqual(filter);
            const dated = { ...filter, law: "eidas", from: "2026-11-01", to: "2026-11-30" } as const;
            expect(readViewFilter(formatViewFilter(dated))).toEqual(dated);
          }
    expect(formatViewFilter(readViewFilter(new URLSearchParams())).toString()).toBe("");
  });

  it("keeps a status only for the provider's list, and leaves unknown values out", () => {
    expect(readViewFilter(new URLSearchParams("status=OPEN")).status).toBe("OPEN");
    for (const query of [
      "status=open",
      "status=OPEN&view=mine",
      "status=OPEN&sort=attention",
      "status=OPEN&conclusion=consistent",
    ])
      expect(readViewFilter(new URLSearchParams(query)).status, query).toBe("");
    const odd = readViewFilter(
      new URLSearchParams("view=__proto__&sort=provider,&conclusion=x&page=-1&law=ch&from=2026-02-30&to=x"),
    );
    expect(odd).toEqual(wholeView("all"));
    expect(readViewFilter(new URLSearchParams("view=failed&sort=provider")).sort).toBe(defaultSort("failed"));
  });
});

describe("the conclusion of a list", () => {
  it("is never better than the state allows, whatever was stored", () => {
    for (const state of states)
      for (const conclusion of [...conclusionCodes, "__proto__", null]) {
        const shown = shownConclusion({ state, conclusion });
        if (toneOfCode[shown] === "proven")
          expect({ state, conclusion }).toEqual({ state: "completed", conclusion: "consistent" });
        if (state === "failed") expect(shown).toBe("failed");
      }
    expect(shownConclusion({ state: "completed", conclusion: "consistent" })).toBe("consistent");
  });

  it("keeps a contradiction in every state, and forgets what a later state contradicts", () => {
    for (const state of states.filter((state) => state !== "failed"))
      expect(shownConclusion({ state, conclusion: "signed_digest_differs" })).toBe("signed_digest_differs");
    expect(shownConclusion({ state: "completed", conclusion: "not_completed" })).toBe("not_checked");
    expect(shownConclusion({ state: "in_review", conclusion: "consistent" })).toBe("not_completed");
  });

  it("of several signers is the worst, in any order", () => {
    const all = [
      known({ evidenceId: "green", conclusion: "consistent" }),
      known({ evidenceId: "grey" }),
      known({ evidenceId: "amber", conclusion: "token_expired" }),
      known({ evidenceId: "red", conclusion: "differs" }),
    ];
    for (const order of [all, all.toReversed()])
      for (const [left, id] of [
        [0, "red"],
        [1, "amber"],
        [2, "grey"],
        [3, "green"],
      ] as const) {
        const some = order.filter(({ evidenceId }) => !["red", "amber", "grey"].slice(0, left).includes(evidenceId));
        expect(findWorst(some)?.evidenceId).toBe(id);
      }
    expect(findWorst([])).toBeNull();
  });
});

describe("a conclusion that a browser states", () => {
  const every = function* (): Generator<SeenEvidence> {
    for (const state of states)
      for (const verdict of verdicts)
        for (const hasRecord of booleans)
          for (const hasFiles of booleans) yield { state, verdict, hasRecord, hasFiles };
  };

  it("is green only for a completed identification of which every artefact was released, with a valid token", () => {
    const allowed = [...every()].filter((seen) => allowsConclusion("consistent", seen));
    expect(allowed).toEqual([{ state: "completed", verdict: "valid", hasRecord: true, hasFiles: true }]);
  });

  it("is refused if nothing was released that could have led to it", () => {
    const nothing = { verdict: null, hasRecord: false, hasFiles: false };
    for (const state of states)
      for (const code of conclusionCodes.filter((code) => !isPassing(code))) {
        const ofState = ["failed", "expired_evidence", "not_completed", "unknown_state"].includes(code);
        if (!ofState) expect(allowsConclusion(code, { state, ...nothing }), code).toBe(false);
      }
  });

  it("about the token is the verdict that this server issued", () => {
    for (const seen of every()) {
      expect(allowsConclusion("token_invalid", seen)).toBe(seen.verdict === "invalid");
      expect(allowsConclusion("failed", seen)).toBe(seen.state === "failed");
    }
  });
});

it("only a running review waits", () => {
  const sinceAt = "2026-11-24T08:00:00.000Z";
  const now = Date.parse("2026-11-27T08:00:00Z");
  for (const state of states)
    expect(waitingMs({ state, sinceAt }, now)).toBe(state === "in_review" ? 72 * 3_600_000 : null);
  expect(waitingMs({ state: "in_review", sinceAt: null }, now)).toBeNull();
});
