import { expect, it } from "vitest";
import { findChanges } from "./changed-since.ts";
import { testBound } from "./decisions.fixture.ts";

it("a changed record or token is grave, a new archive is usual, and what is not open says nothing", () => {
  const now = { record: testBound.record, files: testBound.files, token: testBound.token, report: "r" };
  expect(findChanges(testBound, now)).toEqual({ artefacts: [], isGrave: false });
  expect(findChanges(testBound, { ...now, files: "other" })).toEqual({ artefacts: ["files"], isGrave: false });
  expect(findChanges(testBound, { ...now, record: "other" })).toEqual({ artefacts: ["record"], isGrave: true });
  expect(findChanges(testBound, { ...now, token: "other", files: null })).toEqual({
    artefacts: ["token"],
    isGrave: true,
  });
  expect(findChanges(testBound, {})).toEqual({ artefacts: [], isGrave: false });
});
