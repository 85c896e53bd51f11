import { type Difference, listDifferences } from "#lib/agreement/list-differences";
import { formatInterval, formatLocalTime } from "#lib/i18n/format-time";
import { unplacedTimes } from "#lib/status/other-times";
import { hexOf } from "../digest-text.ts";
import { findFileState } from "../file-state.ts";
import type { Cell, Facts, Section } from "../model.ts";
import { code, marked, plain, quoted, section, soft } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

/** The two pictures that a person compares, reduced. */
export function picturesSection(input: CaseReportInput, texts: Texts): Section {
  const { t, size } = texts;
  const { pictures, archive, choices, agreement, verdict } = input;
  const title = t("report.pictures");
  const say = (key: string) => section("pictures", title, [{ kind: "text", spans: [plain(t(key))] }]);
  if (choices.pictures === "none") return say("report.picturesLeftOut");
  if (archive === null) return say("overview.who.notFetched");
  if (pictures.length === 0) return say("report.noPictures");
  const items = pictures.map(({ number, place, type, pixels }) => {
    const file = archive.files.find((one) => one.number === number);
    const state = findFileState(agreement, verdict, file);
    const facts = [type, pixels && `${pixels.width} × ${pixels.height}`, file && size(file.sizeBytes)];
    const lines: Cell[] = [
      [soft(t(`report.places.${place}`))],
      [code(file?.name ?? "", 80)],
      [marked(state.mark, t(`report.fileStates.${state.code}`))],
      [plain(facts.filter((fact) => fact).join(", "))],
    ];
    if (pixels === null) lines.push([plain(t("report.notShown"))]);
    return { number, name: quoted(file?.name ?? "", 80).text, lines };
  });
  const aside = t(choices.pictures === "masked" ? "report.picturesMasked" : "report.picturesReduced");
  return section("pictures", title, [{ kind: "pictures", items }], { aside });
}

const maxDifferences = 60;

type Row = Difference & { also: readonly NonNullable<Difference["expected"]>[] };

/** One row for all artefacts that state the same digest of the same file. */
function mergeDigests(rows: readonly Difference[]): Row[] {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key =
      row.kind === "digest"
        ? `${row.outcome} ${row.fileNumber} ${row.file} ${hexOf(row.expected?.text ?? "")}`
        : row.key;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...row, also: [] });
    else if (row.expected) merged.set(key, { ...known, also: [...known.also, row.expected] });
  }
  return [...merged.values()];
}

function sideOf(side: Difference["expected"], row: Difference, isMasked: boolean, { t }: Texts): Cell {
  if (side === null) return [];
  const isHidden = isMasked && row.kind === "statement" && row.isPersonal;
  const value = isHidden
    ? plain(t("report.masked"))
    : row.kind === "digest"
      ? code(side.text, 140)
      : quoted(side.text, 140);
  return [value, plain("; "), soft(t(`agreement.sources.${side.source}`)), plain(" "), code(side.path, 100)];
}

/** Everything that does not agree, most serious first. */
export function differencesSection(input: CaseReportInput, texts: Texts): Section {
  const { t } = texts;
  const { agreement, notOpened, failed, archive, choices } = input;
  const title = t("overview.differences.title");
  const say = (text: string, mark: "agrees" | "none") =>
    section("differences", title, [{ kind: "text", spans: [marked(mark, text)] }]);
  if (agreement === null) return say(t("overview.differences.notFetched"), "none");
  const rows = mergeDigests(listDifferences(agreement));
  const isComplete = notOpened.length === 0 && failed.length === 0 && !agreement.isCut && agreement.broken.length === 0;
  if (rows.length === 0)
    return say(t(`overview.differences.${isComplete ? "none" : "noneSoFar"}`), isComplete ? "agrees" : "none");
  const isMasked = choices.personal === "masked";
  const nameOf = (name: string) =>
    t.has(`agreement.statements.${name}`) ? t(`agreement.statements.${name}`) : name.replaceAll("_", " ");
  const lines = rows.slice(0, maxDifferences).map((row): Cell[] => {
    const ruleKey = `agreement.rules.${row.rule}`;
    const rule = row.rule !== null && t.has(ruleKey) ? t(ruleKey) : "";
    const finding =
      row.kind === "digest"
        ? t(`overview.differences.digests.${row.outcome}`)
        : row.outcome === "differs"
          ? t("agreement.outcomes.differs")
          : t("overview.differences.needsReview");
    const file = row.kind === "digest" ? archive?.files.find(({ number }) => number === row.fileNumber) : undefined;
    const found: Cell =
      row.kind === "statement"
        ? sideOf(row.found, row, isMasked, texts)
        : file?.sha256
          ? [code(file.sha256), plain("; "), soft(t("agreement.sources.files")), plain(" "), code(file.name, 100)]
          : [plain(t(`overview.differences.found.${row.outcome}`))];
    const what: Cell =
      row.kind === "statement"
        ? [row.isKnown ? plain(nameOf(row.name)) : code(row.name, 80)]
        : row.file === null
          ? [plain(t("overview.differences.digest"))]
          : [plain(`${t("overview.differences.digest")} `), code(row.file, 60)];
    return [
      what,
      [
        ...sideOf(row.expected, row, isMasked, texts),
        ...row.also.flatMap(({ source, path }) => [
          soft(`; ${t(`agreement.sources.${source}`)}`),
          plain(" "),
          code(path, 100),
        ]),
      ],
      found,
      [plain(rule)],
      [marked(row.tone === "contradicted" ? "differs" : "unsure", finding)],
    ];
  });
  const widths = [15, 30, 30, 12, 13];
  const columns = (["what", "expected", "found", "rule", "finding"] as const).map((column, index) => ({
    title: t(`overview.differences.columns.${column}`),
    width: widths[index] ?? 20,
  }));
  const left = rows.length - lines.length;
  return section("differences", t("report.differences", { count: rows.length }), [
    { kind: "table", columns, rows: lines },
    ...(left > 0 ? [{ kind: "text" as const, spans: [plain(t("report.moreDifferences", { count: left }))] }] : []),
  ]);
}

const maxTimes = 24;
const knownTimes = ["createdAt", "startedAt", "pendingManualReviewAt", "completedAt", "reviewedAt", "expiresAt"];

/** When each step was, with the time since the step before it. */
export function timelineSection({ status }: CaseReportInput, texts: Texts): Section {
  const { t, local, locale } = texts;
  const nameOf = (name: string): string =>
    knownTimes.includes(name) ? t(`status.times.${name}`) : quoted(name, 60).text;
  const times = status?.times.slice(0, maxTimes) ?? [];
  const items: Facts["items"] = [
    ...times.map((step, index) => {
      const before = times[index - 1];
      const later = before
        ? t("status.later", { interval: formatInterval(step.reading.atMs - before.reading.atMs, locale) })
        : null;
      return {
        name: nameOf(step.name),
        value: [plain(local(new Date(step.reading.atMs).toISOString())), ...(later ? [soft(`, ${later}`)] : [])],
      };
    }),
    ...(status ? unplacedTimes(status).slice(0, maxTimes) : []).map(({ name, reading, json }) => ({
      name: nameOf(name),
      value:
        reading.kind === "unreadable"
          ? [code(json, 60)]
          : [
              plain(formatLocalTime(reading.text, locale)),
              soft(`, ${t(reading.kind === "local" ? "status.noZone" : "status.dateOnly")}`),
            ],
    })),
  ];
  if (items.length === 0)
    return section("timeline", t("status.timeline"), [{ kind: "text", spans: [plain(t("status.noTimes"))] }]);
  return section("timeline", t("status.timeline"), [{ kind: "facts", columns: 2, items }]);
}
