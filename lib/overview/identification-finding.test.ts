import { describe, expect, it } from "vitest";
import type { ProblemCode } from "#lib/problem";
import { body, response } from "./case-state.fixture.ts";
import { identificationFinding } from "./identification-finding.ts";

const findingOf = (more: Parameters<typeof response>[0], ofBody = body()) =>
  identificationFinding({ response: response(more), body: ofBody, problem: null });

describe("the finding of the identification", () => {
  it.each([
    ["completed", "proven"],
    ["failed", "contradicted"],
    ["expired", "unsure"],
    ["in_review", "unsure"],
    ["not_started", "silent"],
    ["started", "silent"],
  ] as const)("in state %s is %s", (state, tone) => {
    expect(findingOf({ state })).toMatchObject({ tone, label: { key: `status.states.${state}` } });
  });

  it("quotes an unknown word in grey, without characters that reorder it", () => {
    expect(findingOf({ state: "unknown", status: "DONE\u202e", stateSource: "unmapped" })).toEqual({
      tone: "silent",
      label: { key: "status.states.unknown", values: { word: "DONEU+202E" } },
      detail: null,
    });
    expect(findingOf({ state: "unknown", status: null }).label).toMatchObject({ values: { word: "" } });
  });

  it.each(["not_text", "not_json", "not_object"] as const)("names a status that is %s", (unreadable) => {
    expect(findingOf({ state: "unknown", unreadable })).toMatchObject({
      tone: "silent",
      label: { key: `status.unreadable.${unreadable}` },
    });
  });

  it("says whether a completed status names a manual review", () => {
    const reviewedAt = { name: "reviewedAt" } as never;
    expect(findingOf({}).detail).toEqual({ key: "status.noReviewNamed" });
    expect(findingOf({ times: [reviewedAt] }).detail).toEqual({ key: "status.reviewedByHand" });
    expect(findingOf({ state: "started", times: [reviewedAt] }).detail).toBeNull();
  });

  it("names the setting that gave the state", () => {
    expect(findingOf({ stateSource: "setting" }).detail).toEqual({
      key: "status.readBySetting",
      values: { state: "completed" },
    });
  });

  it("names a body that is not a status, whatever was read from it", () => {
    expect(findingOf({}, body({ kind: "html", detail: null }))).toEqual({
      tone: "unsure",
      label: { key: "evidence.body.finding.page" },
      detail: { key: "evidence.body.titles.html", values: { artefact: "status" } },
    });
  });

  it("keeps its state until the type of the body is known", () => {
    expect(identificationFinding({ response: response(), body: null, problem: null }).tone).toBe("proven");
  });

  it("is grey while the status is fetched", () => {
    expect(identificationFinding({ response: null, body: null, problem: null })).toEqual({
      tone: "silent",
      label: { key: "status.asking" },
      detail: null,
    });
  });

  it.each<ProblemCode>(["not_found", "provider_timeout", "internal"])("is grey after the problem %s", (problem) => {
    expect(identificationFinding({ response: null, body: null, problem })).toEqual({
      tone: "silent",
      label: { key: `problem.codes.${problem}.title` },
      detail: { key: "status.couldNotRead" },
    });
  });

  it("keeps the last status if a later fetch fails", () => {
    const finding = identificationFinding({ response: response(), body: null, problem: "provider_timeout" });
    expect(finding.label.key).toBe("status.states.completed");
  });
});
