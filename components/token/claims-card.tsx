"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Masked } from "#components/evidence/masked";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import { useMasking } from "#lib/evidence/use-masking";
import { type ClaimRow, isPersonalClaim, listClaims, readClaimTime } from "#lib/token/list-claims";
import type { Verdict } from "#lib/token/schema";
import { isSignatureGood, toneOfVerdict } from "#lib/token/verdict-words";
import { VerbatimPart } from "./verbatim-part.tsx";

/** Shows the claims as a table with formatted times, and the exact text below. `text` is null while reading. */
export function ClaimsCard({ verdict, text }: { verdict: Verdict; text: string | null }) {
  const t = useTranslations("token.claims");
  const listed = useMemo(() => (text ? listClaims(text) : null), [text]);
  const unverified = !isSignatureGood(verdict);
  const twice = verdict.checks.some(({ detail }) => detail.includes("duplicate_claim"));
  return (
    <Card
      title={t("title")}
      aside={
        unverified ? (
          <Badge tone={toneOfVerdict(verdict) === "contradicted" ? "contradicted" : "unsure"}>{t("unverified")}</Badge>
        ) : null
      }
      flush
    >
      {unverified ? <p className="border-b border-line px-4 py-2 text-soft">{t("unverifiedNote")}</p> : null}
      {twice ? <p className="border-b border-line px-4 py-2 text-soft">{t("twice")}</p> : null}
      <Disclosed verdict={verdict} />
      {listed && listed.rows.length > 0 ? <ClaimsTable rows={listed.rows} /> : null}
      {listed && listed.rows.length === 0 ? <p className="p-4 text-soft">{t("none")}</p> : null}
      {text === "" ? <p className="p-4 text-soft">{t("none")}</p> : null}
      {text === null ? (
        <div className="p-4">
          <Skeleton lines={3} />
        </div>
      ) : null}
      {listed && listed.left > 0 ? <p className="px-4 py-2 text-soft">{t("more", { count: listed.left })}</p> : null}
      <VerbatimPart verdict={verdict} part="payload" label={t("exact")} />
    </Card>
  );
}

function Disclosed({ verdict: { disclosures, checks } }: { verdict: Verdict }) {
  const t = useTranslations("token.claims");
  if (!disclosures) return null;
  const { disclosed, undisclosed, keyBinding } = disclosures;
  const isMatched = checks.every(({ reason }) => reason !== "disclosures_not_matched");
  return (
    <div className="space-y-1 border-b border-line px-4 py-2 text-soft">
      <p>{isMatched ? t("disclosed", { disclosed }) : t("notMatched")}</p>
      <p>{t("undisclosed", { undisclosed })}</p>
      {keyBinding === "not_checked" ? <p>{t("keyBinding")}</p> : null}
    </div>
  );
}

function ClaimsTable({ rows }: { rows: readonly ClaimRow[] }) {
  const t = useTranslations("token.claims");
  return (
    <table aria-label={t("title")} className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-soft max-sm:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className="w-[24%] px-4 py-2 font-normal">
            {t("claim")}
          </th>
          <th scope="col" className="w-[28%] px-2 py-2 font-normal">
            {t("meaning")}
          </th>
          <th scope="col" className="px-4 py-2 pl-2 font-normal">
            {t("value")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and rows never move
          <ClaimLine key={index} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimLine({ row: { path, value, text, items } }: { row: ClaimRow }) {
  const t = useTranslations("token.claims");
  const { masked } = useMasking();
  const name = path.at(-1) ?? "";
  const at = readClaimTime(name, value);
  const known = `names.${name}` as "names.iss";
  return (
    <tr className="border-b border-line align-top last:border-b-0 max-sm:block max-sm:px-4 max-sm:py-2">
      <th scope="row" className="px-4 py-2 font-normal max-sm:block max-sm:p-0">
        <span className="break-all">
          <Verbatim text={path.join(" › ")} cap={120} />
        </span>
      </th>
      <td className="px-2 py-2 text-soft max-sm:block max-sm:p-0">{t.has(known) ? t(known) : null}</td>
      <td className="px-4 py-2 pl-2 max-sm:block max-sm:p-0">
        {masked && isPersonalClaim(path) ? (
          <Masked text="" />
        ) : (
          <>
            {at ? (
              <div>
                <Time at={at} />
              </div>
            ) : null}
            <span className={`break-all ${at ? "text-xs text-soft" : ""}`}>
              <Verbatim text={text} cap={300} />
            </span>
            {items === null ? null : <span className="ml-2 text-xs text-soft">{t("items", { count: items })}</span>}
          </>
        )}
      </td>
    </tr>
  );
}
