"use client";

import { Check, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import { type Cell, type Source, type Statement, sources } from "#lib/agreement/model";
import { useMasking } from "#lib/evidence/use-masking";

/** Columns that are always shown; others appear when they state a value. */
const usual: readonly Source[] = ["request", "status", "record", "token"];

/** Table of statements × sources: each cell with its value, agreement, and paths on demand. */
export function AgreementTable(props: { statements: readonly Statement[]; showPaths: boolean }) {
  const { statements, showPaths } = props;
  const t = useTranslations("agreement");
  const columns = sources.filter(
    (source) =>
      usual.includes(source) ||
      statements.some(({ cells }) => cells.some((cell) => cell.source === source && cell.values.length > 0)),
  );
  return (
    <div className="overflow-x-auto">
      <table
        aria-label={t("title")}
        className="w-full border-collapse text-left text-[0.8125rem] max-md:block md:[&_code]:break-all"
      >
        <thead className="text-soft max-md:sr-only">
          <tr className="border-b border-line">
            <Heading>{t("statement")}</Heading>
            {columns.map((source) => (
              <Heading key={source}>{t(`sources.${source}`)}</Heading>
            ))}
            <Heading>{t("rule")}</Heading>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {statements.map((statement) => (
            <Row key={statement.name} statement={statement} columns={columns} showPaths={showPaths} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <th scope="col" className="px-2 py-2 font-normal first:pl-4 last:pr-4">
      {children}
    </th>
  );
}

type RowProps = { statement: Statement; columns: readonly Source[]; showPaths: boolean };

function Row({ statement, columns, showPaths }: RowProps) {
  const t = useTranslations("agreement");
  const { name, isKnown, outcome, rule, cells, isPersonal } = statement;
  const known = `statements.${name}` as "statements.birth_date";
  const ruleKey = `rules.${rule ?? "stated_once"}` as "rules.equal_text";
  const format = useFormatter();
  const silent = cells
    .filter((cell) => columns.includes(cell.source) && (cell.outcome === "absent" || cell.outcome === "not_confirmed"))
    .map(({ source }) => t(`sources.${source}`));
  const ruleName = t.has(ruleKey) ? t(ruleKey) : (rule ?? "");
  return (
    <tr
      className={`border-b border-line align-top last:border-b-0 max-md:block max-md:px-4 max-md:py-2.5 ${outcome === "differs" ? "bg-contradicted-soft/60" : ""}`}
    >
      <th scope="row" className="px-2 py-2.5 font-semibold max-md:block max-md:p-0 md:first:pl-4">
        {isKnown && t.has(known) ? t(known) : <Verbatim text={name} cap={80} />}
        {silent.length > 0 ? (
          <span className="block text-xs font-normal text-soft md:hidden">
            {t("absentIn", { sources: format.list(silent) })}
          </span>
        ) : null}
      </th>
      {columns.map((source) => {
        const cell = cells.find((one) => one.source === source);
        return (
          <td
            key={source}
            className={`px-2 py-2.5 max-md:gap-2 max-md:p-0 max-md:pt-1 ${saysNothing(cell) ? "max-md:hidden" : "max-md:flex"}`}
          >
            <span className="w-28 shrink-0 text-[0.8125rem] text-soft md:hidden">{t(`sources.${source}`)}</span>
            {cell ? <CellContent cell={cell} isPersonal={isPersonal} showPaths={showPaths} /> : null}
          </td>
        );
      })}
      <td className="px-2 py-2.5 text-soft max-md:flex max-md:gap-2 max-md:p-0 max-md:pt-1 md:pr-4">
        <span className="w-28 shrink-0 text-[0.8125rem] md:hidden">{t("rule")}</span>
        {outcome === "differs" ? t("noMatch", { rule: ruleName }) : ruleName}
      </td>
    </tr>
  );
}

/** On a narrow screen only stated values are shown; the heading names the silent sources. */
const saysNothing = (cell: Cell | undefined) => cell?.values.length === 0;

/** Values shown per source; further repetitions add no information. */
const maxValues = 3;

function CellContent({ cell, isPersonal, showPaths }: { cell: Cell; isPersonal: boolean; showPaths: boolean }) {
  const t = useTranslations("agreement");
  const { values, outcome, rule } = cell;
  const isAlone = rule === "stated_once" || (rule === "reference" && outcome !== "differs");
  const isCompared = rule === "reference";
  return (
    <div className="min-w-0 space-y-1">
      {values.slice(0, maxValues).map(({ text, path }) => (
        <div key={path} className="min-w-0">
          {isPersonal ? <Personal text={text} /> : <Verbatim text={text} cap={120} />}
          {showPaths ? (
            <div className="text-xs break-all text-soft">
              <Verbatim text={path} cap={160} />
            </div>
          ) : null}
        </div>
      ))}
      {values.length > maxValues ? (
        <div className="text-xs text-soft">{t("moreValues", { count: values.length - maxValues })}</div>
      ) : null}
      {isCompared ? <span className="sr-only">{t("reference")}</span> : null}
      {isAlone || isCompared ? null : <OutcomeBadge cell={cell} />}
    </div>
  );
}

function Personal({ text }: { text: string }) {
  const { masked } = useMasking();
  return masked ? <Masked text={text} /> : <Verbatim text={text} cap={120} />;
}

function OutcomeBadge({ cell: { outcome, isProven } }: { cell: Cell }) {
  const t = useTranslations("agreement");
  if (outcome === "agrees")
    return (
      <Badge tone={isProven ? "proven" : "silent"} icon={Check}>
        {t("outcomes.agrees")}
      </Badge>
    );
  if (outcome === "differs")
    return (
      <Badge tone="contradicted" icon={X}>
        {t("outcomes.differs")}
      </Badge>
    );
  if (outcome === "similar" || outcome === "not_comparable" || outcome === "not_understood")
    return <Badge tone="unsure">{t(`outcomes.${outcome}`)}</Badge>;
  return <span className="text-soft">{t(`outcomes.${outcome}`)}</span>;
}
