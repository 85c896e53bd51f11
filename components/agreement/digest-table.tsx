"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge, type Tone } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { ColumnHeads } from "#components/ui/column-heads";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { DigestClaim } from "#lib/agreement/model";

const tones: Record<DigestClaim["outcome"], Tone> = {
  proven: "proven",
  expired: "unsure",
  consistent: "silent",
  differs: "contradicted",
  missing: "contradicted",
  unmatched: "unsure",
};
const algorithmNames = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" };
/** Differences come first, so hidden rows are matches. */
const shownAtFirst = 12;

export function DigestTable({ digests }: { digests: readonly DigestClaim[] }) {
  const t = useTranslations("agreement");
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? digests : digests.slice(0, shownAtFirst);
  return (
    <>
      <table aria-label={t("digests.title")} className="w-full table-fixed border-collapse text-left max-md:block">
        <ColumnHeads
          columns={["claim", "bytes", "digest", "outcome"] as const}
          label={(column) => t(`digests.${column}`)}
          className="max-md:sr-only"
        />
        <tbody className="max-md:block">
          {shown.map((claim) => (
            <ClaimRow key={`${claim.source} ${claim.path}`} claim={claim} />
          ))}
        </tbody>
      </table>
      {digests.length > shown.length ? (
        <div className="border-t border-line px-4 py-2.5">
          <Button look="quiet" onClick={() => setShowAll(true)}>
            {t("digests.all", { count: digests.length - shown.length })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function ClaimRow({ claim }: { claim: DigestClaim }) {
  const t = useTranslations("agreement");
  const { source, path, algorithm, text, claimedName, match, outcome, nameAgrees, sizeAgrees } = claim;
  return (
    <tr className="border-b border-line align-top last:border-b-0 max-md:block max-md:px-4 max-md:py-2.5">
      <th scope="row" className="px-3 py-2.5 font-normal max-md:block max-md:p-0 md:pl-4">
        {t(`sources.${source}`)}
        <div className="text-xs break-all text-soft">
          <Verbatim text={path} cap={120} />
        </div>
      </th>
      <td className="px-3 py-2.5 max-md:block max-md:p-0">
        {match?.kind === "body" ? t(`digests.bodies.${match.source}`) : null}
        {match?.kind === "file" ? <Verbatim text={match.name} cap={120} /> : null}
        {match === null && claimedName !== null ? <Verbatim text={claimedName} cap={120} /> : null}
        {match === null && claimedName === null ? <span className="text-soft">{t("digests.unnamed")}</span> : null}
      </td>
      <td className="px-3 py-2.5 max-md:block max-md:p-0">
        <span className="text-xs text-soft">{algorithmNames[algorithm]}</span>{" "}
        <Identifier value={text} what={algorithmNames[algorithm]} />
      </td>
      <td className="px-3 py-2.5 max-md:block max-md:p-0 md:pr-4">
        <Badge tone={tones[outcome]}>{t(`digests.outcomes.${outcome}`)}</Badge>
        <div className="space-y-0.5 text-xs text-soft">
          {nameAgrees === false ? <p>{t("digests.nameDiffers")}</p> : null}
          {sizeAgrees === false ? <p>{t("digests.sizeDiffers")}</p> : null}
          {algorithm === "sha1" ? <p>{t("digests.weak")}</p> : null}
        </div>
      </td>
    </tr>
  );
}
