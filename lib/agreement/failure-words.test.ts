import { describe, expect, it } from "vitest";
import { failureForms, isFailureWord } from "./failure-words.ts";

describe("words of failure", () => {
  it.each([
    "FAILED",
    "Rejected",
    "NOT_VERIFIED",
    "not-verified",
    "Not Verified",
    "nicht bestanden",
    "NICHT ERFOLGREICH",
    "échoué",
    "echoue",
    "RECHAZADO",
  ])("%s is one", (text) => expect(isFailureWord(text)).toBe(true));

  it.each(["PASSED", "red", "fraud", "negative", "no", "false", "The check failed because of glare", "", "Failer"])(
    "do not include %s",
    (text) => expect(isFailureWord(text)).toBe(false),
  );

  it("finds each search form", () => {
    expect(failureForms.filter((form) => !isFailureWord(form))).toEqual([]);
  });
});
