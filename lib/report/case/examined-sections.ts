import { countFindings } from "#lib/agreement/count-findings";
import { describePerson } from "#lib/agreement/describe-person";
import type { DigestClaim } from "#lib/agreement/model";
import type { CheckName, Verdict } from "#lib/token/schema";
import { titleOf } from "#lib/token/verdict-words";
import type { Cell, Mark, Section, Table } from "../model.ts";
import { code, marked, plain, quoted, section } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

type Line = { mark: Mark; name: string; says: Cell };

/** Rows of a sign with a name, and what it says. */
function table(lines: readonly Line[]): Table {
  return {
    kind: "table",
    columns: [
      { title: "", width: 30 },
      { title: "", width: 70 },
    ],
    rows: lines.map(({ mark, name, says }) => [[{ ...marked(mark, name), look: "strong" }], says]),
  };
}

function markOfVerdict({ verdict }: Verdict): Mark {
  if (verdict === "valid") return "agrees";
  return verdict === "invalid" || verdict === "undecodable" ? "differs" : "unsure";
}

const markOfCheck = { pass: "agrees", fail: "differs", skip: "none", info: "unsure" } as const;

function tokenLines({ verdict }: CaseReportInput, { t }: Texts): Line[] {
  if (verdict === null) return [];
  const reason = t.has(`token.reasons.${verdict.reason}`) ? ` ${t(`token.reasons.${verdict.reason}`)}` : "";
  // The detail is a sentence in English that begins with the name.
  const detail = verdict.checks.find(({ name }) => name === "algorithm")?.detail ?? "";
  const algorithm = /^(?:[A-Z]{2}\d{3}|EdDSA|Ed\d+)/.exec(detail)?.[0];
  const date = verdict.key?.verifiedAt?.slice(0, 10);
  const before = date === undefined ? "" : ` ${t("token.verifiedBefore", { date })}`;
  const says: Cell = [
    plain(`${t(`token.verdicts.${titleOf(verdict)}`)}.${before}${reason}`),
    ...(algorithm ? [plain(" "), code(algorithm, 40)] : []),
  ];
  const lines: Line[] = [{ mark: markOfVerdict(verdict), name: t("report.lines.token"), says }];
  for (const name of ["binding"] satisfies CheckName[]) {
    const check = verdict.checks.find((one) => one.name === name);
    if (check && t.has(`token.reasons.${check.reason}`))
      lines.push({
        mark: markOfCheck[check.outcome],
        name: t(`token.checks.names.${name}`),
        says: [plain(t(`token.reasons.${check.reason}`))],
      });
  }
  return lines;
}

const markOfBody = {
  differs: "differs",
  signed: "agrees",
  signed_expired: "unsure",
  stated: "agrees",
  no_claim: "none",
} as const;

/** How the bytes of record or archive relate to the digests that are stated of them. */
function bodyState({ agreement }: CaseReportInput, source: "record" | "files"): keyof typeof markOfBody {
  const own = (agreement?.digests ?? []).filter(({ match }) => match?.kind === "body" && match.source === source);
  const has = (outcome: DigestClaim["outcome"]) => own.some((claim) => claim.outcome === outcome);
  if (has("differs")) return "differs";
  if (has("proven")) return "signed";
  if (has("expired")) return "signed_expired";
  return has("consistent") ? "stated" : "no_claim";
}

function recordLine(input: CaseReportInput, { t }: Texts): Line | null {
  const { agreement, answers } = input;
  if (!answers.some(({ name, sha256 }) => name === "record" && sha256 !== null)) return null;
  const name = t("report.lines.record");
  const other = agreement?.notEvidence.find(({ artefact }) => artefact === "record");
  if (other) {
    const key = `overview.natures.${other.kind}`;
    return {
      mark: "unsure",
      name,
      says: [plain(t("report.notEvidence", { nature: t.has(key) ? t(key) : other.kind }))],
    };
  }
  const state = bodyState(input, "record");
  const isBroken = agreement?.broken.includes("record") ?? false;
  const says = [plain(t(`report.bodies.${state}`)), ...(isBroken ? [plain(` ${t("report.recordBroken")}`)] : [])];
  return { mark: isBroken ? "differs" : markOfBody[state], name, says };
}

function archiveLine(input: CaseReportInput, texts: Texts): Line | null {
  const { t } = texts;
  const { archive } = input;
  if (archive === null) return null;
  const { files, damaged, unread, isListed } = archive;
  const isWrong = !isListed || damaged > 0 || bodyState(input, "files") === "differs";
  const mark: Mark = isWrong ? "differs" : unread > 0 ? "unsure" : "agrees";
  const state = isListed
    ? t("report.archive", { files: files.length, damaged, unread })
    : t("report.archiveUnreadable");
  return {
    mark,
    name: t("report.lines.archive"),
    says: [plain(`${state} ${t(`report.bodies.${bodyState(input, "files")}`)}`)],
  };
}

/** What this product examined itself, each with its finding. */
export function examinedSection(input: CaseReportInput, texts: Texts): Section {
  const { t } = texts;
  const { agreement } = input;
  const counts = countFindings(agreement);
  const record = recordLine(input, texts);
  const archive = archiveLine(input, texts);
  const lines: Line[] = [...tokenLines(input, texts), ...(record ? [record] : []), ...(archive ? [archive] : [])];
  if (agreement !== null) {
    const wrong = counts.wrongDigests.length + counts.missingFiles.length;
    const open = counts.unmatchedDigests.length + counts.expiredDigests.length;
    const matching = counts.provenDigests.length + counts.consistentDigests.length;
    lines.push({
      mark: wrong > 0 ? "differs" : open > 0 ? "unsure" : matching > 0 ? "agrees" : "none",
      name: t("report.lines.digests"),
      says: [
        plain(
          t("report.digests", {
            signed: counts.provenDigests.length,
            expired: counts.expiredDigests.length,
            stated: counts.consistentDigests.length,
            wrong: counts.wrongDigests.length,
            missing: counts.missingFiles.length,
            unmatched: counts.unmatchedDigests.length,
          }),
        ),
      ],
    });
    const toReview = counts.toReview.length + counts.notUnderstood.length;
    const differs = counts.differences.length;
    lines.push({
      mark: differs > 0 ? "differs" : toReview > 0 ? "unsure" : counts.agreeing > 0 ? "agrees" : "none",
      name: t("report.lines.statements"),
      says: [plain(t("report.statements", { agreeing: counts.agreeing, differs, toReview }))],
    });
    const zone = agreement.statements.find(({ name, isKnown }) => isKnown && name === "mrz_check_digits");
    if (zone && (zone.outcome === "agrees" || zone.outcome === "differs"))
      lines.push({
        mark: zone.outcome === "agrees" ? "agrees" : "differs",
        name: t("agreement.statements.mrz_check_digits"),
        says: [plain(t(`report.zone.${zone.outcome}`))],
      });
    const { isValidThatDay } = describePerson(agreement);
    if (isValidThatDay !== null)
      lines.push({
        mark: isValidThatDay ? "agrees" : "differs",
        name: t("overview.who.document"),
        says: [plain(t(`overview.who.${isValidThatDay ? "validThatDay" : "notValidThatDay"}`))],
      });
  }
  const parts = lines.length > 0 ? [table(lines)] : [{ kind: "text" as const, spans: [plain(t("report.nothing"))] }];
  return section("examined", t("report.examined"), parts, { startsPage: true });
}

/** What the report says nothing about. */
export function notExaminedSection(input: CaseReportInput, { t, list }: Texts): Section {
  const { agreement, notOpened, failed, signatures, archive } = input;
  const line = (name: string, says: Cell): Line => ({ mark: "none", name, says });
  const lines = [
    line(t("report.not.signature"), [
      plain(
        signatures === null ? t("report.not.signatureSays") : t("report.not.signatureReport", { count: signatures }),
      ),
    ]),
    ...(notOpened.length > 0
      ? [line(t("report.not.opened"), [plain(list(notOpened.map((artefact) => t(`overview.artefacts.${artefact}`))))])]
      : []),
    ...(failed.length > 0
      ? [line(t("report.not.failed"), [plain(list(failed.map((artefact) => t(`overview.artefacts.${artefact}`))))])]
      : []),
    ...(archive && archive.unread > 0
      ? [line(t("report.not.files"), [plain(t("report.not.filesSays", { count: archive.unread }))])]
      : []),
    ...(agreement?.checks.notPerformed ?? [])
      .slice(0, 8)
      .map(({ name }) => line(quoted(name, 60).text, [plain(t("report.not.performed"))])),
    ...(agreement?.isCut ? [line(t("report.lines.statements"), [plain(t("report.not.cut"))])] : []),
    line(t("report.not.faces"), [plain(t("report.not.facesSays"))]),
  ];
  return section("not_examined", t("report.notExamined"), [table(lines)]);
}
