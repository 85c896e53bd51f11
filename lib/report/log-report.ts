import { countEntries } from "#lib/audit/log-days";
import type { AuditEntryView, EvidenceAccess, History, VerificationResponse } from "#lib/audit/schema";
import type { Cell, Mark, Part, Report, Section, Table } from "./model.ts";
import { frameReport } from "./report-frame.ts";
import type { PrintRecord } from "./schema.ts";
import { code, marked, plain, quoted, section, soft, strong } from "./spans.ts";
import type { Texts } from "./texts.ts";

/** Accesses of the log that a filter finds, newest first. */
export type LogReportInput = {
  /** Names and values of the filter, in the language of the report. */
  filter: readonly { name: string; value: string }[];
  items: readonly AuditEntryView[];
  /** Older accesses are left out. */
  isCut: boolean;
  /** The last verification, if it covers all items; else null. */
  verification: VerificationResponse | null;
  print: PrintRecord;
};

type Columns = readonly (readonly [string, number])[];

const table = (texts: Texts, prefix: string, columns: Columns, rows: Cell[][]): Table => ({
  kind: "table",
  columns: columns.map(([name, width]) => ({ title: texts.t(`${prefix}.${name}`), width })),
  rows,
});

/** The table of accesses, or the text for none; `isCut` says that the paper has not all of them. */
function accessList(rows: Cell[][], none: string, columns: Columns, isCut: boolean, texts: Texts): Part[] {
  const text = (words: string): Part => ({ kind: "text", spans: [plain(words)] });
  const list = rows.length === 0 ? text(none) : table(texts, "report.log.columns", columns, rows);
  return isCut ? [list, text(texts.t("report.log.cut"))] : [list];
}

const markOfOutcome = (outcome: string): Mark => {
  if (outcome === "assume_released" || outcome.startsWith("broken_off")) return "unsure";
  return "none";
};

/** What was accessed; an event that this version does not know is quoted. */
function describeEvent({ event, artefact }: Pick<AuditEntryView, "event" | "artefact">, { t }: Texts): string {
  const name = t.has(`audit.events.${event}`) ? t(`audit.events.${event}`) : quoted(event, 64).text;
  return artefact !== null && t.has(`audit.artefacts.${artefact}`)
    ? `${name}: ${t(`audit.artefacts.${artefact}`)}`
    : name;
}

function describeOutcome(outcome: string | null, { t }: Texts): Cell {
  if (outcome === null) return [];
  const key = `audit.conclusions.${outcome}`;
  const says = t.has(key) ? t(key) : quoted(outcome.replaceAll("_", " "), 60).text;
  const mark = markOfOutcome(outcome);
  return [mark === "none" ? plain(says) : marked(mark, says)];
}

function accessRow(item: AuditEntryView, texts: Texts): Cell[] {
  const { t, local } = texts;
  const { ending, polls } = item;
  const checkpoint = ending ? ending.checkpoint : item.checkpoint;
  const entries = ending
    ? t("audit.entryPair", { start: item.sequence, end: ending.sequence })
    : t("audit.entry", { start: item.sequence });
  const object: Cell = [
    ...(item.srId ? [soft(`${t("audit.srId")} `), code(item.srId), plain(" ")] : []),
    ...(item.evidenceId ? [soft(`${t("audit.evidenceId")} `), code(item.evidenceId)] : []),
  ];
  const count = polls && polls.count !== null ? ` × ${polls.count}` : "";
  const anomaly = item.timeAnomaly ? [plain(" "), marked("unsure", t(`audit.timeAnomalies.${item.timeAnomaly}`))] : [];
  return [
    [plain(entries)],
    [plain(local(item.at)), ...anomaly],
    item.person ? [quoted(item.person.name || item.person.subject, 60)] : [soft(t("audit.notSignedIn"))],
    [plain(`${describeEvent(item, texts)}${count}`)],
    object,
    item.ticket ? [quoted(item.ticket, 60)] : [],
    polls ? [] : describeOutcome(item.conclusion ?? item.outcome, texts),
    checkpoint ? [plain(String(checkpoint.size))] : [],
  ];
}

function verificationText(verification: VerificationResponse | null, { t, time }: Texts): Cell {
  if (verification === null) return [marked("none", t("report.log.notVerified"))];
  const { fault, entries, last, at } = verification;
  if (fault) return [marked("differs", t("audit.verification.broken", { sequence: fault.sequence }))];
  const says = t("audit.verification.intact", { entries, last });
  return [marked("agrees", `${says}. ${t("audit.verification.at")} ${time(new Date(at).toISOString())}`)];
}

const closing = (print: PrintRecord, { t }: Texts): Section =>
  section(
    "check",
    null,
    [
      {
        kind: "text",
        spans: [strong(`${t("report.check.title")} `), plain(t("report.log.check", { number: print.logEntry }))],
      },
      { kind: "text", spans: [plain(`${t("audit.verification.verifierKey")}: `), code(print.verifierKey)] },
    ],
    { frame: "plain" },
  );

/** The accesses of one case on paper. The log knows IDs only: no titles, names of signers or file names. */
export function buildLogReport(input: LogReportInput, texts: Texts): Report {
  const { t } = texts;
  const { filter, items, isCut, verification, print } = input;
  const title = t("report.log.title");
  const count = t("report.log.count", { accesses: items.length, entries: countEntries(items) });
  const columns = [
    ["entries", 11],
    ["at", 14],
    ["person", 11],
    ["access", 14],
    ["object", 22],
    ["ticket", 9],
    ["outcome", 9],
    ["checkpoint", 10],
  ] as const;
  const sections = [
    section("head", null, [
      { kind: "text", spans: [plain(title)], isTitle: true },
      {
        kind: "facts",
        columns: 1,
        items: [
          ...filter.map(({ name, value }) => ({ name, value: [quoted(value, 256)] })),
          { name: t("report.log.counted"), value: [plain(count)] },
          { name: t("report.log.verification"), value: verificationText(verification, texts) },
        ],
      },
    ]),
    section(
      "accesses",
      t("report.log.accesses"),
      accessList(
        items.map((item) => accessRow(item, texts)),
        t("audit.empty"),
        columns,
        isCut,
        texts,
      ),
    ),
    closing(print, texts),
  ];
  return frameReport({ title, print, ticket: null, rules: null }, texts, sections);
}

/** Who opened one evidence, and since when its bytes are the same. */
export type HistoryReportInput = {
  srId: string;
  evidenceId: string;
  ticket: string | null;
  items: readonly EvidenceAccess[];
  digests: History["digests"];
  isCut: boolean;
  print: PrintRecord;
};

function historyRow(one: EvidenceAccess, texts: Texts): Cell[] {
  const { t, local, size } = texts;
  const event = one.polls ? "status_poll" : "release";
  const count = one.polls && one.polls.count !== null ? ` × ${one.polls.count}` : "";
  return [
    [plain(t("audit.entry", { start: one.sequence }))],
    [plain(local(one.at))],
    [quoted(one.name, 60)],
    [plain(`${describeEvent({ event, artefact: one.artefact }, texts)}${count}`)],
    one.ticket ? [quoted(one.ticket, 60)] : [],
    one.polls ? [] : describeOutcome(one.conclusion, texts),
    [...(one.bytes === null ? [] : [plain(size(one.bytes))]), ...(one.sha256 ? [plain(" "), code(one.sha256)] : [])],
  ];
}

export function buildHistoryReport(input: HistoryReportInput, texts: Texts): Report {
  const { t, time } = texts;
  const { srId, evidenceId, ticket, items, digests, isCut, print } = input;
  const title = t("report.history.title");
  const digestRows = digests.map((digest): Cell[] => [
    [
      plain(
        t.has(`audit.history.artefacts.${digest.artefact}`)
          ? t(`audit.history.artefacts.${digest.artefact}`)
          : digest.artefact,
      ),
    ],
    [code(digest.sha256)],
    [
      plain(
        digest.releases > 1
          ? t("audit.history.same", { time: time(digest.sinceAt) })
          : digest.formerAt
            ? t("audit.history.other", { time: time(digest.formerAt) })
            : t("audit.history.first"),
      ),
    ],
  ]);
  const digestColumns = [
    { title: "", width: 12 },
    { title: "", width: 58 },
    { title: "", width: 30 },
  ];
  const columns = [
    ["entries", 8],
    ["at", 15],
    ["person", 12],
    ["access", 14],
    ["ticket", 8],
    ["outcome", 9],
    ["digest", 34],
  ] as const;
  const sections = [
    section("head", null, [
      { kind: "text", spans: [plain(title)], isTitle: true },
      {
        kind: "facts",
        columns: 1,
        items: [
          { name: t("overview.answer.signatureRequest"), value: [code(srId)] },
          { name: t("overview.answer.evidence"), value: [code(evidenceId)] },
          { name: t("audit.ticket"), value: [ticket ? quoted(ticket, 200) : plain(t("report.none"))] },
        ],
      },
    ]),
    section("digests", t("audit.history.digests"), [
      digests.length === 0
        ? { kind: "text", spans: [plain(t("audit.history.noDigests"))] }
        : { kind: "table", columns: digestColumns, rows: digestRows },
      { kind: "text", spans: [soft(t("audit.history.digestsNote"))] },
    ]),
    section(
      "accesses",
      t("audit.history.openings"),
      accessList(
        items.map((one) => historyRow(one, texts)),
        t("audit.history.none"),
        columns,
        isCut,
        texts,
      ),
    ),
    closing(print, texts),
  ];
  return frameReport({ title, print, ticket, rules: null }, texts, sections);
}
