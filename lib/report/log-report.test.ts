import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import type { AuditEntryView, VerificationResponse } from "#lib/audit/schema";
import { locales } from "#lib/i18n/locales";
import { readNestedMessages } from "#lib/i18n/messages.fixture";
import { buildHistoryReport, buildLogReport } from "./log-report.ts";
import type { Report } from "./model.ts";
import { createTexts, type Translate } from "./texts.ts";

const textsIn = (locale: keyof typeof locales) => {
  const t = createTranslator({
    locale,
    messages: readNestedMessages(locale),
    onError: (error) => {
      throw error;
    },
  });
  return createTexts(locale, "Europe/Zurich", t as unknown as Translate);
};
const english = textsIn("en");

const print = {
  logEntry: 1030,
  at: "2026-11-27T13:16:20.000Z",
  by: "Iris Blanc",
  product: "2.0.0",
  region: "custom",
  host: "desk.test",
  isDemo: false,
  verifierKey: "desk.test/log/1+2+3",
} as const;

const entry = (sequence: number, more: Partial<AuditEntryView> = {}): AuditEntryView => ({
  log: 1,
  sequence,
  at: "2026-11-27T13:11:40.000Z",
  event: "release",
  person: { subject: "nora@example.test", name: "Nora Frei", role: "reviewer" },
  purpose: null,
  ticket: "SUP-4711",
  requestId: `r-${sequence}`,
  address: null,
  srId: "49ec52dd-46d6-4bb0-86a5-13b45ddcfe3c",
  evidenceId: "evidence-a4f7206e",
  artefact: "record",
  outcome: null,
  bytes: 10,
  sha256: "ab".repeat(32),
  detail: null,
  isErased: false,
  commitment: "cd".repeat(32),
  mac: null,
  checkpoint: { size: sequence, at: "2026-11-27T13:11:40.000Z" },
  conclusion: "whole",
  ending: null,
  polls: null,
  timeAnomaly: null,
  ...more,
});
const ended = entry(1025, {
  ending: {
    sequence: 1026,
    at: "2026-11-27T13:11:44.000Z",
    detail: null,
    commitment: "ef".repeat(32),
    mac: null,
    checkpoint: { size: 1026, at: "2026-11-27T13:11:44.000Z" },
  },
});
const verified = (fault: VerificationResponse["fault"]) =>
  ({ fault, entries: 1026, last: 1026, at: Date.parse(print.at) }) as VerificationResponse;

const input = (items: AuditEntryView[], verification: VerificationResponse | null = null) => ({
  filter: [{ name: "ID", value: "a4f7206e" }],
  items,
  isCut: false,
  verification,
  print,
});
const marksOf = (report: Report) => [...JSON.stringify(report).matchAll(/"mark":"(\w+)"/g)].map(([, mark]) => mark);

describe("the access report of one case", () => {
  it.each(Object.keys(locales) as (keyof typeof locales)[])("has all its texts in %s", (locale) => {
    const texts = textsIn(locale);
    const items = [ended, entry(1024, { event: "future_event", person: null, ticket: null, checkpoint: null })];
    expect(JSON.stringify(buildLogReport({ ...input(items), isCut: true }, texts))).toContain("1,026".replace(",", ""));
    const history = { srId: "sr-1", evidenceId: "ev-1", ticket: null, items: [], digests: [], isCut: true, print };
    expect(buildHistoryReport(history, texts).sections.map(({ key }) => key)).toContain("accesses");
  });

  it("has one row per access with both its entries, whole IDs, and the checkpoint of the last entry", () => {
    const text = JSON.stringify(buildLogReport(input([ended]), english));
    for (const part of [
      "1,025 and 1,026",
      "49ec52dd-46d6-4bb0-86a5-13b45ddcfe3c",
      "evidence-a4f7206e",
      "SUP-4711",
      "Released in full",
      '"1026"',
      "1 access, 2 entries",
      "entry 1,030",
    ])
      expect(text).toContain(part);
  });

  it("never has a tick without a verification that found the log intact", () => {
    expect(marksOf(buildLogReport(input([ended]), english))).toEqual(["none"]);
    expect(marksOf(buildLogReport(input([ended], verified(null)), english))).toEqual(["agrees"]);
    const fault = { sequence: 3, reason: "changed", detail: "", origin: null } as const;
    expect(marksOf(buildLogReport(input([ended], verified(fault)), english))).toEqual(["differs"]);
  });

  it("marks an access whose end is unknown, or that broke off, or whose time does not fit", () => {
    for (const conclusion of ["assume_released", "broken_off_by_client"])
      expect(marksOf(buildLogReport(input([entry(7, { conclusion })]), english))).toEqual(["none", "unsure"]);
    expect(marksOf(buildLogReport(input([entry(7, { timeAnomaly: "in_future" })]), english))).toEqual([
      "none",
      "unsure",
    ]);
  });
});
