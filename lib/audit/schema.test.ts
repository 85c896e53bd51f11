import { expect, it } from "vitest";
import type { AuditEntryRow } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { toItem } from "./read-log.ts";
import { logPageSchema } from "./schema.ts";

const row: AuditEntryRow = {
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

const send = (entry: AuditEntryRow, conclusion: string) =>
  z.parse(logPageSchema, { items: [toItem(entry, conclusion)], hasMore: false, nextBefore: null }).items[0];

it("sends an entry as it is, with the names of its detail in their order", () => {
  expect(JSON.stringify(send(row, "whole"))).toBe(JSON.stringify(toItem(row, "whole")));
});

it("shows a tampered entry", () => {
  const tampered: AuditEntryRow = JSON.parse(JSON.stringify({ ...row, bytes: "", event: "other", detail: "5" }));
  expect(send(tampered, "other")).toMatchObject({
    event: "other",
    bytes: null,
    detail: { unreadable: "5" },
    conclusion: "other",
  });
});
