import { describe, expect, it } from "vitest";
import type { ReadBody } from "#lib/evidence/read-body";
import { initialArchiveState } from "#lib/files/archive-state";
import { emptyCounts } from "#lib/files/entry-counts";
import { archiveState, body } from "./case-state.fixture.ts";
import { filesFinding } from "./files-finding.ts";

const findingOf = (more: Parameters<typeof archiveState>[0] = {}, ofBody: ReadBody | null = body()) =>
  filesFinding({ phase: "ready", body: ofBody, archiveState: archiveState(more), facts: null });
const tally = { ...emptyCounts, files: 7, checked: 7 };
const headWith = (...severities: string[]) => ({
  head: { state: "whole", anomalies: severities.map((severity) => ({ severity })) } as never,
});

describe("the finding of the files", () => {
  it.each([
    ["a whole archive", {}, "silent", "whole"],
    ["an archive with notes", headWith("note"), "silent", "whole"],
    ["files that were not read", { tally: { ...tally, unread: 1 } }, "unsure", "unread"],
    ["unusual data of the archive", headWith("note", "warning"), "unsure", "warning"],
    ["unusual data of an entry", { tally: { ...tally, anomalies: 1 } }, "unsure", "warning"],
    ["a contradiction of the archive", headWith("error"), "contradicted", "error"],
    [
      "a contradiction beside unusual entries",
      { ...headWith("error"), tally: { ...tally, anomalies: 1 } },
      "contradicted",
      "error",
    ],
    ["a contradiction of an entry", { tally: { ...tally, anomalies: 1, errors: 1 } }, "contradicted", "error"],
    [
      "damaged files first",
      { ...headWith("error"), tally: { ...tally, errors: 2, damaged: 2 } },
      "contradicted",
      "damaged",
    ],
    [
      "an unreadable archive first",
      { head: { state: "none", anomalies: [] } as never, tally: { ...tally, damaged: 2 } },
      "contradicted",
      "none",
    ],
    ["a running check", { checking: "running" }, "silent", "checking"],
    ["a check that waits", { checking: "waiting" }, "silent", "checking"],
    ["a paused check, before unusual data", { ...headWith("warning"), checking: "paused" }, "silent", "checking"],
    [
      "a contradiction before the end of the check",
      { ...headWith("error"), checking: "running" },
      "contradicted",
      "error",
    ],
  ] as const)("names %s", (_, more, tone, code) => {
    expect(findingOf(more)).toMatchObject({ tone, label: { key: `files.finding.${code}` } });
  });

  it("counts files", () => {
    const count = { values: { count: 7 } };
    expect(findingOf()?.detail).toEqual({ key: "files.finding.wholeDetail", ...count });
    expect(findingOf(headWith("warning"))?.detail).toEqual({ key: "files.finding.detail", ...count });
    expect(findingOf({ tally: { ...tally, damaged: 2 } })?.label.values).toEqual({ count: 2 });
    expect(findingOf({ checking: "running", checked: 3, entries: [1, 2, 3, 4] as never })?.detail).toEqual({
      key: "files.finding.checkingDetail",
      values: { done: 3, total: 4 },
    });
  });

  it("names a body that is not an archive", () => {
    expect(findingOf({}, body({ kind: "jwe", detail: null }, "text"))).toEqual({
      tone: "unsure",
      label: { key: "evidence.body.finding.encrypted" },
      detail: { key: "evidence.body.titles.encrypted", values: { form: { key: "evidence.body.forms.jwe" } } },
    });
  });

  it("reads an encoded archive and unknown bytes as an archive", () => {
    const encoded = body({ kind: "base64_text", detail: "zip" }, "archive");
    const unknown = body({ kind: "unknown", detail: null });
    for (const ofBody of [encoded, unknown]) expect(findingOf({}, ofBody)?.label.key).toBe("files.finding.whole");
  });

  it("is missing before the type of the body and the list are known", () => {
    expect(findingOf({}, null)).toBeNull();
    expect(findingOf(initialArchiveState)).toBeNull();
  });
});
