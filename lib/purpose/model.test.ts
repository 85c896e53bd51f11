import { describe, expect, it } from "vitest";
import { isPurposeConfirmed, readPurposeText } from "./model.ts";

const confirmed = { ticket: "T-1", purpose: "complaint" };

it.each([
  [{ ticket: "T-1", purpose: null }, true],
  [{ ticket: null, purpose: "complaint" }, true],
  [{ ticket: "T-1", purpose: "complaint" }, true],
  [{ ticket: "T-2", purpose: null }, false],
  [{ ticket: "T-1", purpose: "audit" }, false],
])("compares a link with %j to the confirmed purpose: %s", (link, covered) => {
  expect(isPurposeConfirmed(link, confirmed)).toBe(covered);
  expect(isPurposeConfirmed(link, null)).toBe(false);
});

describe("a ticket or purpose", () => {
  it.each([
    ["nothing", ""],
    ["spaces, tabs and line ends", " \t\r\n\v\f\u0085\u2028\u2029"],
    ["unusual spaces", "\u00a0\u1680\u2003\u202f\u205f\u3000"],
    ["zero-width characters", "\u200b\u200c\u200d\u2060\ufeff"],
    ["controls", "\0\u0007\u001b\u007f\u009f"],
    ["direction marks and overrides", "\u200e\u200f\u061c\u202a\u202e\u2066\u2069"],
    ["soft hyphens", "\u00ad\u00ad"],
    ["variation selectors", "\ufe0f\ufe00\u{e0100}\u180b"],
    ["Hangul fillers", "\u115f\u1160\u3164\uffa0"],
    ["the blank of Braille", "\u2800"],
    ["blanks of hieroglyphs and music", "\u{13441}\u{13442}\u{1d159}"],
    ["tags", "\u{e0001}\u{e0041}\u{e007f}"],
    ["combining marks", "\u0301\u0489\u20dd\u034f"],
    ["invisible operators", "\u2061\u2062\u2063\u2064"],
    ["private and unassigned characters", "\ue000\u{f0000}\u0378\uffff"],
    ["lone surrogates", "\ud800\udc00\udfff".replace("\ud800\udc00", "\ud800")],
    ["replacement characters", "\ufffd\ufffc"],
  ])("counts as missing if it has only %s", (_, text) => {
    expect(readPurposeText(text)).toBeNull();
    expect(readPurposeText(` ${text} ${text}`)).toBeNull();
    expect(readPurposeText(`${text}x`)).toContain("x");
  });

  it("counts as missing for each single character that Unicode counts as space, mark, control or ignorable", () => {
    const unseen = /^[\p{White_Space}\p{M}\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]$/u;
    const accepted: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (unseen.test(character) && readPurposeText(character) !== null) accepted.push(code.toString(16));
    }
    expect(accepted).toEqual([]);
  });

  it.each(["7", "—", "€", "案件", "قضية", "é", "e\u0301", "👍🏽", "#"])("is kept: %s", (text) => {
    expect(readPurposeText(` ${text}\n`)).toBe(text);
  });

  it("is stored without hidden characters, but with those that scripts and emoji need", () => {
    expect(readPurposeText("CASE\u200b-\u202e7\u2066\0\u00ad1\ufeff\ufff9\u{e0041}")).toBe("CASE-71");
    expect(readPurposeText("می\u200cخواهم 👨\u200d👩\u200d👧 ☂\ufe0f")).toBe(
      "می\u200cخواهم 👨\u200d👩\u200d👧 ☂\ufe0f",
    );
    expect(readPurposeText("two\nlines\tand a tab")).toBe("two\nlines\tand a tab");
  });
});
