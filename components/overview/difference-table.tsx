"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStatementName } from "#components/agreement/use-statement-name";
import { useEvidence } from "#components/evidence/evidence-context";
import { Masked } from "#components/evidence/masked";
import { Badge } from "#components/ui/badge";
import { ColumnHeads } from "#components/ui/column-heads";
import { Verbatim } from "#components/ui/verbatim";
import type { Difference } from "#lib/agreement/list-differences";
import { paths } from "#lib/paths";

const columns = ["what", "expected", "found", "rule", "finding"] as const;
/** Further rows are in the table of the whole comparison. */
const maxRows = 40;

/** One row for each difference, with both values and who states them. */
export function DifferenceTable({ rows }: { rows: readonly Difference[] }) {
  const t = useTranslations("overview.differences");
  return (
    <>
      <table className="w-full border-collapse text-left text-[0.8125rem] max-md:block">
        <ColumnHeads columns={columns} label={(column) => t(`columns.${column}`)} className="max-md:sr-only" />
        <tbody className="max-md:block">
          {rows.slice(0, maxRows).map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > maxRows ? <p className="p-4 text-soft">{t("more", { count: rows.length - maxRows })}</p> : null}
    </>
  );
}

const cell = "align-top max-md:block max-md:pt-1 md:px-3 md:py-2.5";

function Row({ row }: { row: Difference }) {
  const t = useTranslations("overview.differences");
  const tRule = useTranslations("agreement.rules");
  const tOutcome = useTranslations("agreement.outcomes");
  const { tone, rule } = row;
  const finding =
    row.kind === "digest"
      ? t(`digests.${row.outcome as "differs"}`)
      : row.outcome === "differs"
        ? tOutcome("differs")
        : t("needsReview");
  return (
    <tr
      data-tone={tone}
      className={`border-b border-line last:border-b-0 max-md:block max-md:px-4 max-md:py-2.5 ${tone === "contradicted" ? "bg-contradicted-soft/60" : ""}`}
    >
      <th scope="row" className={`${cell} font-semibold break-words md:pl-4`}>
        <What row={row} />
      </th>
      <td className={cell}>
        <Value side={row.expected} row={row} label={t("columns.expected")} />
      </td>
      <td className={cell}>
        {row.kind === "digest" ? (
          <FoundFile row={row} />
        ) : (
          <Value side={row.found} row={row} label={t("columns.found")} />
        )}
      </td>
      <td className={`${cell} text-soft`}>
        {rule !== null && tRule.has(rule as "equal_text") ? tRule(rule as "equal_text") : null}
      </td>
      <td className={`${cell} md:pr-4`}>
        <Badge tone={tone}>{finding}</Badge>
      </td>
    </tr>
  );
}

function What({ row }: { row: Difference }) {
  const t = useTranslations("overview.differences");
  const nameOf = useStatementName();
  if (row.kind === "statement") return row.isKnown ? nameOf(row) : <Verbatim text={row.name} cap={80} />;
  if (row.file === null) return t("digest");
  return t.rich("digestOf", { file: () => <Verbatim key="file" text={row.file ?? ""} cap={60} /> });
}

function Value({ side, row, label }: { side: Difference["expected"]; row: Difference; label: string }) {
  const tSource = useTranslations("agreement.sources");
  if (side === null) return null;
  const isPersonal = row.kind === "statement" && row.isPersonal;
  return (
    <>
      <span className="text-soft md:hidden">{label}: </span>
      <span className="text-soft">{tSource(side.source)}</span>
      <span className="block font-medium break-all">
        {isPersonal ? <Masked text={side.text} /> : <Verbatim text={side.text} cap={140} />}
      </span>
      <span className="block text-xs break-all text-soft">
        <Verbatim text={side.path} cap={100} />
      </span>
    </>
  );
}

function FoundFile({ row }: { row: Extract<Difference, { kind: "digest" }> }) {
  const t = useTranslations("overview.differences");
  const { srId, evidenceId } = useEvidence();
  if (row.fileNumber === null) return t(`found.${row.outcome as "missing"}`);
  return (
    <>
      <span className="block">{t("found.differs")}</span>
      <Link
        href={paths.evidenceFile(srId, evidenceId, row.fileNumber)}
        prefetch={false}
        className="break-all underline decoration-line underline-offset-2 hover:decoration-current"
      >
        {t.rich("open", { file: () => <Verbatim key="file" text={row.file ?? ""} cap={60} /> })}
      </Link>
    </>
  );
}
