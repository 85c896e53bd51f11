import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearchInput } from "./parse-search-input.ts";

const id = "ad8ce78b-30c7-4e8f-9b3a-0d8a3c1b2f70";
const other = "0b9d9a51-7c3e-4c54-8f0e-7b1c5a2f6e11";
const opened = { kind: "ids", isCertain: true, leftOut: 0, isCut: false };
const target = (srId: string, evidenceId: string | null = null) => ({ ...opened, ids: [{ srId, evidenceId }] });

describe("an ID or a link leads to its request", () => {
  it.each([
    ["a UUID", id, target(id)],
    ["a UUID with spaces around", `  ${id}\n`, target(id)],
    ["a link of Evidence Desk", `http://localhost:3000/signature-requests/${id}`, target(id)],
    [
      "a link of Evidence Desk to a tab of an evidence",
      `https://desk.example.com/signature-requests/${id}/evidence/evidence-12345/token?node=1`,
      target(id, "evidence-12345"),
    ],
    [
      "a short link with a ticket",
      `https://desk.example.com/r/${id}/evidence-12345?ticket=SUP-1`,
      target(id, "evidence-12345"),
    ],
    ["a path without a host", `/r/${id}`, target(id)],
    ["the provider's web app", `https://my.skribble.com/view/${id}`, target(id)],
    ["the provider's API", `https://api.skribble.com/v3/signature-requests/${id}/report`, target(id)],
    [
      "the provider's evidence",
      `https://api.skribble.de/v3/signature-requests/${id}/identification/evidence-9/json`,
      target(id, "evidence-9"),
    ],
    ["some other Skribble address", `https://my.skribble.com/signature/detail?x=${id}`, target(id)],
  ])("%s", (_, text, expected) => {
    expect(parseSearchInput(text)).toEqual(expected);
  });
});

it("finds an ID in a long ticket", () => {
  const ticket = `Hello support,\nour customer Zoë Müller disputes the signature.\nRequest (${id}).\n${"Regards. ".repeat(50)}`;
  expect(parseSearchInput(ticket)).toEqual(target(id));
});

it("offers distinct IDs as choices, and prefers the URL with the evidence", () => {
  const text = `${id} and ${other}, again ${id}; see https://desk.example.com/r/${other}/evidence-7.`;
  expect(parseSearchInput(text)).toEqual({
    ...opened,
    ids: [
      { srId: other, evidenceId: "evidence-7" },
      { srId: id, evidenceId: null },
    ],
  });
});

it("tries one word as an ID and then as a title", () => {
  expect(parseSearchInput("contract-2026")).toEqual({ kind: "word", word: "contract-2026" });
});

it("searches titles for other short text", () => {
  expect(parseSearchInput("Employment contract")).toEqual({ kind: "title", text: "Employment contract" });
  expect(parseSearchInput("Müller")).toEqual({ kind: "title", text: "Müller" });
});

it.each(["one line\nand another", "word ".repeat(40)])("never sends long text or several lines", (text) => {
  expect(parseSearchInput(text)).toEqual({ kind: "unread", isCut: false });
});

it.each([
  "..",
  "../../etc/passwd",
  "%2e%2e",
  "a/b",
  "<script>",
  "zoe@example.test",
  id.slice(0, -2),
  "https://desk.example.com/signature-requests/a%00b",
  `/r/${id}/..;x`,
])("reports an invalid ID: %s", (text) => {
  expect(parseSearchInput(text).kind).toBe("malformed");
});

it("only offers IDs that the contract accepts", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const query = parseSearchInput(text);
      const ids = query.kind === "ids" ? query.ids.flatMap((p) => [p.srId, p.evidenceId ?? "x"]) : [];
      if (query.kind === "word") ids.push(query.word);
      for (const each of ids) expect(each).toMatch(/^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,128}$/);
    }),
  );
});
