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

describe("audit log export", () => {
  it.each(["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\uff1d1"])(
    "escapes %j, which a spreadsheet could run as a formula",
    (text) => {
      expect(formatCell(text)).toMatch(/^"'/);
    },
  );

  it("quotes commas, line breaks and quotation marks in a cell", () => {
    const line = commaSeparated.entry(entry);
    expect(line).toContain(`"'=cmd|""/c calc""!A0"`);
    expect(line).toContain('"line one\r\nline, two"');
    expect(line.endsWith("\r\n")).toBe(true);
    expect(line.match(/"(?:[^"]|"")*"/g)).toHaveLength(exportColumns.length);
  });

  it("writes one line of JSON per entry, even if a name contains line breaks", () => {
    const line = jsonLines.entry({ ...entry, name: "a\nb\u2028c" });
    expect(line.trimEnd()).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({ sequence: 7, at: "2023-11-14T22:13:20.123Z", detail: { a: "+1" } });
  });
});
