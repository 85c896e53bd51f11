import { describe, expect, it } from "vitest";
import type { Verdict, VerdictName } from "#lib/token/schema";
import { verdict } from "./case-state.fixture.ts";
import { tokenFinding } from "./token-finding.ts";

const findingOf = (more: Partial<Verdict>, earlierSha256: string | null = null) =>
  tokenFinding({ state: "idle", cached: { verdict: verdict(more), earlierSha256 } });

describe("the finding of the token", () => {
  it.each([
    ["valid", "proven"],
    ["expired", "unsure"],
    ["not_yet_valid", "unsure"],
    ["unbound", "unsure"],
    ["untrusted", "unsure"],
    ["invalid", "contradicted"],
    ["undecodable", "contradicted"],
  ] as const satisfies [VerdictName, string][])("with verdict %s is %s", (name, tone) => {
    expect(findingOf({ verdict: name })).toMatchObject({ tone, label: { key: `token.verdicts.${name}` } });
  });

  it.each(["unknown_key", "cannot_be_checked_here", "encrypted", "key_no_longer_published"] as const)(
    "names the reason %s of an untrusted token",
    (reason) => {
      expect(findingOf({ verdict: "untrusted", reason, checks: [] })).toEqual({
        tone: "unsure",
        label: { key: `token.verdicts.${reason}` },
        detail: { key: `token.reasons.${reason}` },
      });
    },
  );

  it("names the key of a valid signature, shortened, with its source", () => {
    const source = { key: "token.shortSources.TRUST_JWKS_FILE" };
    expect(findingOf({})?.detail).toEqual({ key: "token.finding.key", values: { key: "abcd…kl", source } });
  });

  it("says when the token was verified here if its key is no longer published", () => {
    const { key } = verdict({});
    const gone = key && { ...key, published: false, verifiedAt: "2026-11-23T13:00:00.000Z" };
    const finding = findingOf({ verdict: "untrusted", reason: "key_no_longer_published", checks: [], key: gone });
    expect(finding).toEqual({
      tone: "unsure",
      label: { key: "token.verdicts.key_no_longer_published" },
      detail: { key: "token.verifiedBefore", values: { date: "2026-11-23" } },
    });
  });

  it("names the reason without a key or a valid signature", () => {
    expect(findingOf({ key: null })?.detail).toEqual({ key: "token.reasons.valid" });
    expect(findingOf({ verdict: "invalid", reason: "signature_differs", checks: [] })?.detail).toEqual({
      key: "token.reasons.signature_differs",
    });
  });

  it("names a changed token instead of its verdict", () => {
    expect(findingOf({}, "ab")).toEqual({
      tone: "unsure",
      label: { key: "token.finding.changed" },
      detail: { key: "token.finding.changedDetail" },
    });
  });

  it.each(["idle", "loading", "failed"] as const)("is missing before the token was fetched: %s", (state) => {
    expect(tokenFinding({ state, cached: null })).toBeNull();
  });
});
