import { describe, expect, it } from "vitest";
import { formatCsvCell } from "#lib/runtime/csv-line";
import { computeCommitment } from "#lib/transparency-log/leaf";
import { commaSeparated, exportColumns, jsonLines } from "./format-export.ts";
import { fromLegacyRow, fromTreeRow } from "./stored-entry.ts";

const salt = Buffer.alloc(32, 5).toString("base64");
const content = JSON.stringify({
  address: "127.0.0.1",
  artefact: "record",
  bytes: 12,
  detail: { a: "+1" },
  evidenceId: "-1+1",
  name: '=cmd|"/c calc"!A0',
  purpose: "line one\r\nline, two",
  requestId: "r",
  role: "reviewer",
  srId: "sr",
  subject: "s",
  ticket: "@SUM(A1)",
});
const row = {
  log: 1,
  index: 6,
  at: 1_700_000_000_123,
  event: "release",
  commitment: computeCommitment(Buffer.from(salt, "base64"), content),
  salt,
  content,
};
const entry = fromTreeRow(row);

const former = fromLegacyRow({
  sequence: 7,
  at: 1_700_000_000_123,
  event: "release",
  subject: "s",
  name: "a\nb\u2028c",
  role: "reviewer",
  purpose: null,
  ticket: null,
  request_id: "r",
  address: null,
  sr_id: "sr",
  evidence_id: "e",
  artefact: "record",
  outcome: null,
  bytes: 12,
  sha256: null,
  detail: '{"a":"+1"}',
  key_id: "k",
  format: 1,
  previous: "p",
  mac: "m",
});

describe("audit log export", () => {
  it.each(["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\uff1d1"])(
    "escapes %j, which a spreadsheet could run as a formula",
    (text) => {
      expect(formatCsvCell(text)).toMatch(/^"'/);
    },
  );

  it("quotes commas, line breaks and quotation marks in a cell", () => {
    const line = commaSeparated.entry(entry);
    expect(line).toContain(`"'=cmd|""/c calc""!A0"`);
    expect(line).toContain('"line one\r\nline, two"');
    expect(line.endsWith("\r\n")).toBe(true);
    expect(line.match(/"(?:[^"]|"")*"/g)).toHaveLength(exportColumns.length);
  });

  it("writes the entry line of the specification: its names in their order, the content as it was hashed", () => {
    const line = jsonLines.entry(entry);
    const { index, event, commitment } = row;
    const expected = { index, at: "2023-11-14T22:13:20.123Z", event, commitment, salt, content };
    expect(line).toBe(`${JSON.stringify(expected)}\n`);
    const path = [Buffer.alloc(32, 1)];
    const withPath = { ...expected, path: [Buffer.alloc(32, 1).toString("base64")] };
    expect(jsonLines.entry(entry, path)).toBe(`${JSON.stringify(withPath)}\n`);
  });

  it("writes an erased entry with salt and content null, and passes on a content that is not JSON", () => {
    const erased = jsonLines.entry(fromTreeRow({ ...row, salt: null, content: null }));
    expect(JSON.parse(erased)).toMatchObject({ index: 6, salt: null, content: null });
    expect(JSON.parse(jsonLines.entry(fromTreeRow({ ...row, content: "no\njson" })))).toMatchObject({
      content: "no\njson",
    });
  });

  it("writes one line of JSON per entry of the former log, even if a name contains line breaks", () => {
    const line = jsonLines.entry(former);
    expect(line.trimEnd()).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({ sequence: 7, at: "2023-11-14T22:13:20.123Z", detail: { a: "+1" } });
  });
});
