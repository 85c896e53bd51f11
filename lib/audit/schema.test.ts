import { expect, it } from "vitest";
import type { AuditEntryRow } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { toItem } from "./read-log.ts";
import { logPageSchema } from "./schema.ts";
import { fromLegacyRow, fromTreeRow, type StoredEntry } from "./stored-entry.ts";

const content = {
  address: "127.0.0.1",
  artefact: "record",
  bytes: 12,
  detail: { z: 1, a: "x" },
  evidenceId: "e",
  name: "Zoë",
  requestId: "r",
  role: "reviewer",
  srId: "a",
  subject: "zoe@example.test",
};
const row = {
  log: 1,
  index: 6,
  at: Date.UTC(2026, 10, 23),
  event: "release",
  commitment: "c",
  salt: "s",
  content: JSON.stringify(content),
};
const former: AuditEntryRow = {
  sequence: 7,
  at: Date.UTC(2026, 10, 23),
  event: "release",
  subject: "zoe@example.test",
  name: "Zoë",
  role: "reviewer",
  purpose: null,
  ticket: null,
  request_id: "r",
  address: "127.0.0.1",
  sr_id: "a",
  evidence_id: "e",
  artefact: "record",
  outcome: null,
  bytes: 12,
  sha256: null,
  detail: '{"z":1,"a":"x"}',
  key_id: "k",
  format: 1,
  previous: "p",
  mac: "m",
};

const findings = { conclusion: "whole", timeAnomaly: "in_future" } as const;

const send = (entry: StoredEntry, conclusion: string) =>
  z.parse(logPageSchema, {
    items: [toItem(entry, { ...findings, conclusion })],
    hasMore: false,
    newest: 1,
    nextBefore: null,
    log: 1,
    logs: [],
  }).items[0];

it.each([
  ["the log", fromTreeRow(row)],
  ["the former log", fromLegacyRow(former)],
])("sends an entry of %s as it is, with the names of its detail in their order", (_name, entry) => {
  const item = send(entry, "whole");
  expect(item).toEqual(toItem(entry, findings));
  expect(JSON.stringify(item?.detail)).toBe('{"z":1,"a":"x"}');
  expect(item).toMatchObject({ sequence: 7, person: { subject: "zoe@example.test", name: "Zoë", role: "reviewer" } });
});

it("shows a tampered entry", () => {
  const unreadable = { event: "other", detail: { unreadable: "5" }, conclusion: "other" };
  const tampered: AuditEntryRow = JSON.parse(JSON.stringify({ ...former, bytes: "", event: "other", detail: "5" }));
  expect(send(fromLegacyRow(tampered), "other")).toMatchObject({ ...unreadable, bytes: null });
  for (const text of ["5", '{"bytes":"","detail":'])
    expect(send(fromTreeRow({ ...row, event: "other", content: text }), "other")).toMatchObject({
      ...unreadable,
      bytes: null,
      person: null,
      detail: { unreadable: text },
    });
  const odd = JSON.stringify({ ...content, bytes: "many", name: 5, detail: [1] });
  expect(send(fromTreeRow({ ...row, content: odd }), "other")).toMatchObject({
    bytes: null,
    person: { name: "" },
    detail: null,
  });
});

it("says that an entry was erased", () => {
  expect(send(fromTreeRow({ ...row, salt: null, content: null }), "open")).toMatchObject({
    isErased: true,
    person: null,
    srId: null,
    detail: null,
    event: "release",
    commitment: "c",
  });
});
