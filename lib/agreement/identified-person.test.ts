import { expect, it } from "vitest";
import { findIdentifiedName } from "./identified-person.ts";
import type { Agreement, Source, Statement } from "./model.ts";

const row = (name: string, bySource: Partial<Record<Source, string>>): Statement => ({
  name,
  isKnown: true,
  isPersonal: true,
  outcome: "agrees",
  rule: null,
  reference: null,
  cells: (Object.entries(bySource) as [Source, string][]).map(([source, text]) => ({
    source,
    outcome: "agrees",
    values: [{ text, path: "$" }],
    rule: null,
    isProven: false,
  })),
});
const of = (...statements: Statement[]) => findIdentifiedName({ statements } as unknown as Agreement);

it("prefers the token's name to the record's, and never uses the request's", () => {
  const family = row("family_name", { request: "Meier", record: "MUELLER", token: "Müller" });
  const given = row("given_name", { request: "Anna", record: "ZOE", token: "Zoë" });
  expect(of(family, given)).toEqual({ name: "Zoë Müller", source: "token" });
  expect(of(row("family_name", { request: "Meier", record: "Müller" }))).toEqual({ name: "Müller", source: "record" });
  expect(of(row("full_name", { record: "Zoë Müller" }))).toEqual({ name: "Zoë Müller", source: "record" });
  expect(of(row("family_name", { request: "Meier" }))).toBeNull();
  expect(findIdentifiedName(null)).toBeNull();
});
