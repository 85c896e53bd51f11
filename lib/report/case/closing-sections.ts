import { findFileState } from "../file-state.ts";
import { groupAccesses } from "../group-accesses.ts";
import type { Cell, Section, Table } from "../model.ts";
import { code, marked, plain, quoted, section, strong } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

/** Every file of the archive with its whole digest, and what is claimed but not there. */
export function filesSection(input: CaseReportInput, { t }: Texts): Section {
  const { archive, agreement, verdict } = input;
  const title = t("report.files");
  if (archive === null)
    return section("files", title, [{ kind: "text", spans: [plain(t("overview.who.notFetched"))] }]);
  const rows = archive.files.map((file): Cell[] => {
    const state = findFileState(agreement, verdict, file);
    const digest = file.sha256 === null ? plain(t("report.noDigest")) : code(file.sha256);
    const says = { ...marked(state.mark, t(`report.fileStates.${state.code}`)) };
    return [[code(file.name, 200)], [digest], [state.mark === "differs" ? { ...says, look: "strong" } : says]];
  });
  const names = new Set<string>();
  for (const { outcome, claimedName, text } of agreement?.digests ?? []) {
    if (outcome !== "missing" || claimedName === null || names.has(claimedName)) continue;
    names.add(claimedName);
    rows.push([
      [code(claimedName, 200)],
      [plain(`${t("report.claimed")} `), code(text, 140)],
      [{ ...marked("differs", t("report.fileStates.missing")), look: "strong" }],
    ]);
  }
  if (rows.length === 0) return section("files", title, [{ kind: "text", spans: [plain(t("report.noFiles"))] }]);
  const columns = [
    { title: "", width: 23 },
    { title: "", width: 58 },
    { title: "", width: 19 },
  ];
  return section("files", title, [{ kind: "table", columns, rows }]);
}

/** The provider's answers, whose digests anyone who has them can repeat. */
export function answersSection({ answers, verdict }: CaseReportInput, { t, size }: Texts): Section {
  const rows = answers.map(({ name, sizeBytes, sha256 }): Cell[] => [
    [plain(t(`report.answers.${name}`))],
    [plain(sha256 === null ? t("report.notFetched") : size(sizeBytes))],
    sha256 === null ? [] : [code(sha256)],
  ]);
  if (verdict?.key)
    rows.push([[plain(t("overview.answer.keyThumbprint"))], [plain("RFC 7638")], [code(verdict.key.thumbprint)]]);
  const columns = [
    { title: "", width: 22 },
    { title: "", width: 16 },
    { title: "", width: 62 },
  ];
  const table: Table = { kind: "table", columns, rows };
  return section("answers", t("report.answersTitle"), [table]);
}

const maxAccesses = 40;

/** Who opened this evidence, newest first, beginning with this report. */
export function accessesSection({ accesses, print }: CaseReportInput, { t, local, list }: Texts): Section {
  const heads = ["entry", "at", "person", "access"] as const;
  const widths = [12, 29, 24, 35];
  const columns = heads.map((head, index) => ({
    title: t(`report.accessColumns.${head}`),
    width: widths[index] ?? 25,
  }));
  const own: Cell[][] =
    print.logEntry === null
      ? []
      : [
          [
            [plain(t("audit.entry", { start: print.logEntry }))],
            [plain(local(print.at))],
            [quoted(print.by, 60)],
            [plain(t("report.printedThis"))],
          ],
        ];
  const groups = groupAccesses(accesses?.items ?? []);
  const shown = groups.slice(0, maxAccesses);
  const rows = shown.map((group): Cell[] => {
    const { kind, name, first, last, firstAt, lastAt, count } = group;
    const artefacts = group.artefacts.filter((artefact) => t.has(`audit.artefacts.${artefact}`));
    const names = list(artefacts.map((artefact) => t(`audit.artefacts.${artefact}`)));
    const what =
      kind === "polls"
        ? t("audit.events.status_poll")
        : `${t("audit.events.release")}${artefacts.length === 0 ? "" : `: ${names}`}`;
    const isSingle = count === 1;
    return [
      [plain(isSingle ? t("audit.entry", { start: first }) : t("report.entryRange", { start: first, end: last }))],
      [plain(isSingle ? local(lastAt) : `${local(firstAt)} – ${local(lastAt)}`)],
      [quoted(name, 60)],
      [plain(isSingle ? what : `${what} (${t("report.accessCount", { count })})`)],
    ];
  });
  const isCut = accesses !== null && (accesses.hasMore || groups.length > shown.length);
  const note = accesses === null ? t("report.accessesFailed") : isCut ? t("report.accessesCut") : null;
  return section("accesses", t("audit.history.openings"), [
    { kind: "table", columns, rows: [...own, ...rows] },
    ...(note === null ? [] : [{ kind: "text" as const, spans: [plain(note)] }]),
  ]);
}

/** How a reader of the paper checks it. */
export function checkSection({ print, conclusion }: CaseReportInput, { t }: Texts): Section {
  return section(
    "check",
    null,
    [
      {
        kind: "text",
        spans: [
          strong(`${t("report.check.title")} `),
          plain(
            print.logEntry === null
              ? t("report.check.dossier", { code: conclusion.code })
              : t("report.check.entry", { number: print.logEntry, code: conclusion.code }),
          ),
          plain(" "),
          plain(t("report.check.repeat")),
        ],
      },
      { kind: "text", spans: [plain(`${t("audit.verification.verifierKey")}: `), code(print.verifierKey)] },
    ],
    { frame: "plain" },
  );
}
