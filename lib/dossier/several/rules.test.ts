import { describe, expect, it } from "vitest";
import { type Batch, type BatchAnswer, batchMs, type StoredBatchState } from "./model.ts";
import { answererRefusal, expiryAfter, refuseAnswer, refuseUse, stateAt } from "./rules.ts";

const ada = { subject: "ada", email: "ada@firm.test" };
const eve = { subject: "eve", email: "eve@firm.test" };
const twin = { subject: "ada-2", email: "Ada+admin@FIRM.test" };
const now = Date.parse("2026-11-28T12:00:00Z");
const sha256 = "ab".repeat(32);

const batch = (state: StoredBatchState, changes: Partial<Batch> = {}): Batch => ({
  id: "0f".repeat(16),
  askedBy: { subject: ada.subject, name: "Ada", email: ada.email },
  order: {
    cases: [
      { srId: "sr-1", evidenceId: "ev-1" },
      { srId: "sr-1", evidenceId: "ev-2" },
    ],
    custody: "none",
    leftOut: ["report", "files"],
    recipient: "District court",
    basis: "Art. 190 CPC",
  },
  sha256,
  askedAt: now - 1_000,
  expiresAt: now + 1_000,
  state,
  answeredBy: null,
  answeredAt: null,
  made: [],
  ...changes,
});

describe("an answer to a request for several dossiers", () => {
  const refusal = (of: Batch, person: typeof ada, answer: BatchAnswer, digest = sha256) =>
    refuseAnswer(of, person, { answer, sha256: digest, now });

  it("is another person's: not the maker's, and not one of another account with the maker's email", () => {
    for (const answer of ["confirm", "refuse"] as const) {
      expect(refusal(batch("waiting"), eve, answer)).toBeNull();
      expect(refusal(batch("waiting"), ada, answer)).toBe("same_person");
      expect(refusal(batch("waiting"), twin, answer)).toBe("same_person");
    }
    expect(answererRefusal(batch("waiting"), twin)).toBe("same_person");
    expect(answererRefusal(batch("waiting"), eve)).toBeNull();
  });

  it("counts once, in time, and for what was shown", () => {
    for (const state of ["confirmed", "refused", "withdrawn"] as const)
      expect(refusal(batch(state), eve, "confirm")).toBe("answered");
    expect(refusal(batch("waiting", { expiresAt: now }), eve, "confirm")).toBe("expired");
    expect(refusal(batch("waiting", { expiresAt: now + 1 }), eve, "confirm")).toBeNull();
    expect(refusal(batch("waiting"), eve, "confirm", "cd".repeat(32))).toBe("other_content");
  });

  it("withdraws also what was confirmed, and only of the person who asked", () => {
    expect(refusal(batch("waiting"), ada, "withdraw")).toBeNull();
    expect(refusal(batch("confirmed"), ada, "withdraw")).toBeNull();
    expect(refusal(batch("refused"), ada, "withdraw")).toBe("answered");
    expect(refusal(batch("waiting"), eve, "withdraw")).toBe("not_yours");
    expect(refusal(batch("waiting"), twin, "withdraw")).toBe("not_yours");
  });

  it("starts the time in which the dossiers can be created", () => {
    expect(expiryAfter("confirm", batch("waiting"), now)).toBe(now + batchMs);
    expect(expiryAfter("refuse", batch("waiting"), now)).toBe(now + 1_000);
    expect(stateAt(batch("confirmed", { expiresAt: now }), now)).toBe("expired");
    expect(stateAt(batch("refused", { expiresAt: now }), now)).toBe("refused");
  });
});

describe("a dossier under a confirmed request", () => {
  const maker = {
    subject: ada.subject,
    ...{
      srId: "sr-1",
      evidenceId: "ev-1",
      custody: "none" as const,
      recipient: "District court",
      basis: "Art. 190 CPC",
    },
    leftOut: ["files", "report"] as ("files" | "report")[],
  };

  it("is of a case that was asked for, with the options that were confirmed", () => {
    const confirmed = batch("confirmed");
    expect(refuseUse(confirmed, maker, now)).toBeNull();
    expect(refuseUse(confirmed, { ...maker, evidenceId: "ev-3" }, now)).toBe("not_in_batch");
    expect(refuseUse(confirmed, { ...maker, srId: "sr-2" }, now)).toBe("not_in_batch");
    for (const change of [
      { custody: "full" as const },
      { leftOut: ["files"] as "files"[] },
      { recipient: "Another court" },
      { basis: "Art. 191 CPC" },
    ])
      expect(refuseUse(confirmed, { ...maker, ...change }, now)).toBe("other_options");
  });

  it("is made once, by the person who asked, while the confirmation is valid", () => {
    expect(refuseUse(batch("confirmed"), { ...maker, subject: eve.subject }, now)).toBe("not_yours");
    for (const state of ["waiting", "refused", "withdrawn"] as const)
      expect(refuseUse(batch(state), maker, now)).toBe("not_confirmed");
    expect(refuseUse(batch("confirmed", { expiresAt: now }), maker, now)).toBe("expired");
    const made = [{ srId: "sr-1", evidenceId: "ev-1", logEntry: 7 }];
    expect(refuseUse(batch("confirmed", { made }), maker, now)).toBe("made_already");
    expect(refuseUse(batch("confirmed", { made }), { ...maker, evidenceId: "ev-2" }, now)).toBeNull();
  });
});
