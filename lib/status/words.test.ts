import { describe, expect, it } from "vitest";
import type { IdentificationState } from "./schema.ts";
import { readState } from "./words.ts";

/** Status words of PXL Ident on the provider page. */
const ofPxl: [word: string, state: IdentificationState][] = [
  ["ACTIVE", "not_started"],
  ["STARTED", "started"],
  ["TC_ACCEPTED", "started"],
  ["COMPATIBILITY_PASSED", "started"],
  ["DOCUMENT_SCAN_COMPLETED", "started"],
  ["DOCUMENT_RECORDING_COMPLETED", "started"],
  ["SELFIE_COMPLETED", "started"],
  ["IDENTIFICATION_COMPLETED", "started"],
  ["PENDING_MANUAL_REVIEW", "in_review"],
  ["COMPLETED", "completed"],
];

describe("status words", () => {
  it.each(ofPxl)("%s is %s in any case and with any separators", (word, state) => {
    const camel = word.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    for (const form of [
      word,
      word.toLowerCase(),
      word.replaceAll("_", " "),
      word.replaceAll("_", "-"),
      camel,
      ` ${word} `,
    ])
      expect(readState(form)).toEqual({ state, stateSource: "built_in" });
  });

  it.each([
    ...["REFUSED", "DENIED", "FRAUD", "ERROR", "TIMEOUT", "APPROVED", "SUCCESS", "DONE", "VERIFIED", "OK", "FINISHED"],
    ...[
      "NOT_COMPLETED",
      "COMPLETED_WITH_WARNINGS",
      "UNCOMPLETED",
      "COMPLETED!",
      "COMP\u200bLETED",
      "ＣＯＭＰＬＥＴＥＤ",
    ],
    ...["CОMPLETED", "", " ", "constructor", "__proto__", "toString", "200", "true", "COMPLETED / REJECTED", null],
  ])("%j is unmapped, even if it suggests success or failure", (word) => {
    expect(readState(word)).toEqual({ state: "unknown", stateSource: "unmapped" });
  });

  it("of the setting extend and override the built-in list, and are marked", () => {
    const setting = new Map([
      ["DONE", "completed"],
      ["COMPLETED", "in_review"],
      ["GEPRÜFT", "failed"],
    ] as const);
    expect(readState("done", setting)).toEqual({ state: "completed", stateSource: "setting" });
    expect(readState("Completed", setting)).toEqual({ state: "in_review", stateSource: "setting" });
    expect(readState("geprüft", setting)).toEqual({ state: "failed", stateSource: "setting" });
    expect(readState("STARTED", setting)).toEqual({ state: "started", stateSource: "built_in" });
  });
});
