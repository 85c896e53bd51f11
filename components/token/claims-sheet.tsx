"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Masked } from "#components/evidence/masked";
import { AsSent } from "#components/ui/as-sent";
import { Badge } from "#components/ui/badge";
import { Sheet } from "#components/ui/sheet";
import { Time } from "#components/ui/time";
import { useMasking } from "#lib/evidence/masking";
import { type ClaimRow, isPersonal, listClaims, readClaimTime } from "#lib/token/list-claims";
import type { Verdict } from "#lib/token/model";
import { isSignatureGood, toneOfVerdict } from "#lib/token/verdict-words";
import { ExactPart } from "./exact-part.tsx";

/** The claims in plain words, times resolved, and the exact text below. */
export function ClaimsSheet({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("token.claims");
  const { claims } = verdict;
  const listed = useMemo(() => (claims ? listClaims(claims) : null), [claims]);
  const unverified = !isSignatureGood(verdict);
  const twice = verdict.checks.some(({ detail }) => detail.includes("duplicate_claim"));
  return (
    <Sheet
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
      {listed ? <ClaimsTable rows={listed.rows} /> : <p className="p-4 text-soft">{t("none")}</p>}
      {listed && listed.left > 0 ? <p className="px-4 py-2 text-soft">{t("more", { count: listed.left })}</p> : null}
      <ExactPart verdict={verdict} part="payload" label={t("exact")} />
    </Sheet>
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
        {rows.map((row) => (
          <ClaimLine key={JSON.stringify(row.path)} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimLine({ row: { path, value } }: { row: ClaimRow }) {
  const t = useTranslations("token.claims");
  const { masked } = useMasking();
  const name = path.at(-1) ?? "";
  const at = readClaimTime(name, value);
  const known = `names.${name}` as "names.iss";
  return (
    <tr className="border-b border-line align-top last:border-b-0 max-sm:block max-sm:px-4 max-sm:py-2">
      <th scope="row" className="px-4 py-2 font-normal max-sm:block max-sm:p-0">
        <span className="break-all">
          <AsSent text={path.join(" › ")} cap={120} />
        </span>
      </th>
      <td className="px-2 py-2 text-soft max-sm:block max-sm:p-0">{t.has(known) ? t(known) : null}</td>
      <td className="px-4 py-2 pl-2 max-sm:block max-sm:p-0">
        {masked && isPersonal(path) ? (
          <Masked text="" />
        ) : (
          <>
            {at ? (
              <div>
                <Time at={at} />
              </div>
            ) : null}
            <span className={`break-all ${at ? "text-xs text-soft" : ""}`}>
              <AsSent text={describe(value)} cap={300} />
            </span>
            {Array.isArray(value) ? (
              <span className="ml-2 text-xs text-soft">{t("items", { count: value.length })}</span>
            ) : null}
          </>
        )}
      </td>
    </tr>
  );
}

const describe = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
