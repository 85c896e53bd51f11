import { describe, expect, it } from "vitest";
import { maxViews, parseConclusion, parsePreferences, parseViews } from "./parse-body.ts";

const view = { id: "v-1", name: "Late reviews", query: "view=over_72h" };

describe("a body", () => {
  it("with exactly the known members is read", () => {
    expect(parseConclusion({ code: "consistent", file: null })).toEqual({ code: "consistent", file: null });
    expect(parseConclusion({ code: "signed_digest_differs", file: 4 })).toEqual({
      code: "signed_digest_differs",
      file: 4,
    });
    expect(parsePreferences({ checkWhenOpened: true })).toEqual({ checkWhenOpened: true });
    expect(parseViews({ views: [view] })).toEqual([view]);
  });

  it("of another form is refused", () => {
    const conclusions = [
      null,
      [],
      "consistent",
      {},
      { code: "consistent" },
      { code: "consistent", file: null, value: "Zoë" },
      { code: "constructor", file: null },
      { code: "checking", file: null },
      { code: "not_checked", file: null },
      ...[0, -1, 1.5, "1", 1e9, {}].map((file) => ({ code: "differs", file })),
    ];
    for (const body of conclusions)
      expect(() => parseConclusion(body), JSON.stringify(body)).toThrow(
        expect.objectContaining({ code: "invalid_request" }),
      );
    for (const body of [{}, { checkWhenOpened: 1 }, { checkWhenOpened: true, more: 1 }, null])
      expect(() => parsePreferences(body), JSON.stringify(body)).toThrow();
    const views = [
      {},
      { ...view, id: ".." },
      { ...view, name: " \u200b" },
      { ...view, name: "a\u202eb" },
      { ...view, name: "x".repeat(61) },
      { ...view, query: 1 },
      { ...view, title: "Zoë" },
    ];
    for (const one of views) expect(() => parseViews({ views: [one] }), JSON.stringify(one)).toThrow();
    expect(() => parseViews({ views: [view, view] })).toThrow();
    expect(() =>
      parseViews({ views: Array.from({ length: maxViews + 1 }, (_, id) => ({ ...view, id: `v${id}` })) }),
    ).toThrow();
  });

  it("never stores title text, a page or an unknown parameter with a view", () => {
    const query = "view=mine&search=Z%C3%BCrich&title=x&page=4&sort=attention&constructor=1";
    expect(parseViews({ views: [{ ...view, query }] })).toEqual([{ ...view, query: "view=mine&sort=attention" }]);
  });
});
