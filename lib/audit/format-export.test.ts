import { describe, expect, it } from "vitest";
import { commaSeparated, exportColumns, formatCell, jsonLines } from "./format-export.ts";
import type { AuditEntry } from "./model.ts";

const entry: AuditEntry = {
  sequence: 7,
  at: 1_700_000_000_123,
  event: "release",
  subject: "s",
  name: '=cmd|"/c calc"!A0',
  role: "reviewer",
  purpose: "line one\r\nline, two",
  ticket: "@SUM(A1)",
  requestId: "r",
  address: "127.0.0.1",
  srId: "sr",
  evidenceId: "-1+1",
  artefact: "record",
  outcome: null,
  bytes: 12,
  sha256: null,
  detail: '{"a":"+1"}',
  keyId: "k",
  format: 1,
  previous: "p",
  mac: "m",
};

describe("an export", () => {
  it.each(["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\uff1d1"])(
    "takes %j for text, never for a formula",
    (text) => {
      expect(formatCell(text)).toMatch(/^"'/);
    },
  );

  it("keeps quotes, commas and line breaks inside their cell", () => {
    const line = commaSeparated.entry(entry);
    expect(line).toContain(`"'=cmd|""/c calc""!A0"`);
    expect(line).toContain('"line one\r\nline, two"');
    expect(line.endsWith("\r\n")).toBe(true);
    expect(line.match(/"(?:[^"]|"")*"/g)).toHaveLength(exportColumns.length);
  });

  it("is one line of JSON per entry, whatever a name holds", () => {
    const line = jsonLines.entry({ ...entry, name: "a\nb\u2028c" });
    expect(line.trimEnd()).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({ sequence: 7, at: "2023-11-14T22:13:20.123Z", detail: { a: "+1" } });
  });
});
