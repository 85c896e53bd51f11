import { describe, expect, it } from "vitest";
import { agreement } from "./agreement.fixture.ts";
import { describePerson } from "./describe-person.ts";
import type { Cell, CellOutcome, Source, Statement } from "./model.ts";

const cell = (
  source: Source,
  text: string | null,
  outcome: CellOutcome = "agrees",
  rule: string | null = "equal_text",
): Cell => ({
  source,
  outcome,
  rule,
  values: text === null ? [] : [{ text, path: "$" }],
  isProven: false,
});
const row = (name: string, reference: Source | null, ...cells: Cell[]): Statement => ({
  name,
  isKnown: true,
  isPersonal: true,
  outcome: "agrees",
  rule: null,
  reference,
  cells,
});
const describeRows = (...statements: Statement[]) => describePerson(agreement({ statements }));

describe("who was identified", () => {
  it("is taken from the token before the record, never from the request", () => {
    const born = row("birth_date", "record", cell("request", "1"), cell("record", "2"), cell("token", "3"));
    expect(describeRows(born).birthDate).toEqual({ text: "3", source: "token" });
    const requested = row("nationality", null, cell("request", "FRA"), cell("record", null));
    expect(describeRows(requested).nationality).toBeNull();
  });

  it.each<[string, CellOutcome, string | null, string | null]>([
    ["equal names", "agrees", "equal_text", null],
    ["umlauts written out", "agrees", "umlauts_written_out", "same_spelling"],
    ["fewer given names", "similar", "fewer_given_names", "to_review"],
    ["another name", "differs", "name_rules", "different"],
  ])("says how the requested name relates to it: %s", (_, outcome, rule, kind) => {
    const asReference = row(
      "family_name",
      "request",
      cell("request", "A", "agrees", "reference"),
      cell("token", "B", outcome, rule),
    );
    const asOther = row(
      "family_name",
      "token",
      cell("request", "A", outcome, rule),
      cell("token", "B", "agrees", "reference"),
    );
    expect(describeRows(asReference).name?.kind ?? null).toBe(kind);
    expect(describeRows(asOther).name?.kind ?? null).toBe(kind);
  });

  it("shows the most serious relation of all parts of the name", () => {
    const given = row(
      "given_name",
      "request",
      cell("request", "A"),
      cell("token", "B", "similar", "fewer_given_names"),
    );
    const family = row("family_name", "request", cell("request", "A"), cell("token", "B", "differs", "name_rules"));
    expect(describeRows(given, family).name).toEqual({ kind: "different", rule: "name_rules" });
  });

  it("does not blame the request for a difference between two other artefacts", () => {
    const given = row(
      "given_name",
      "record",
      cell("request", "A"),
      cell("record", "A"),
      cell("token", "B", "differs", "name_rules"),
    );
    expect(describeRows(given).name).toBeNull();
  });

  it("is unknown where no artefact says so", () => {
    expect(Object.values(describeRows()).every((value) => value === null)).toBe(true);
  });
});
