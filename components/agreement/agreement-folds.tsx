"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { Button } from "#components/ui/button";
import { Fold } from "#components/ui/fold";
import { Verbatim } from "#components/ui/verbatim";
import { countFindings } from "#lib/agreement/count-findings";
import type { Agreement, DigestClaim } from "#lib/agreement/model";
import { useFold } from "#lib/evidence/use-folds";
import { AgreementTable } from "./agreement-table.tsx";
import { DigestTable } from "./digest-table.tsx";

/** Skips the renders in which only the progress of a check changed, because the tables can be long. */
export const AgreementFolds = memo(function AgreementFolds({ agreement }: { agreement: Agreement }) {
  const t = useTranslations("agreement");
  const [showPaths, setShowPaths] = useState(false);
  const statementsFold = useFold("statements");
  const digestsFold = useFold("digests");
  const { statements, digests, unclaimedFiles } = agreement;
  const { agreeing } = countFindings(agreement);
  const matching = digests.filter(({ outcome }) => matches.includes(outcome)).length;
  return (
    <>
      <Fold
        title={agreeing > 0 ? t("agreeing", { count: agreeing }) : t("title")}
        aside={t("aside")}
        isOpen={statementsFold.isOpen}
        onToggle={statementsFold.toggle}
      >
        <AgreementTable statements={statements} showPaths={showPaths} />
        <div className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 ${footer}`}>
          <span className="max-w-prose">{t("provenNote")}</span>
          <Button look="quiet" aria-pressed={showPaths} onClick={() => setShowPaths(!showPaths)}>
            {t(showPaths ? "hidePaths" : "showPaths")}
          </Button>
        </div>
      </Fold>
      {digests.length > 0 ? (
        <Fold
          title={matching > 0 ? t("digests.matching", { count: matching }) : t("digests.title")}
          aside={t("digests.aside")}
          isOpen={digestsFold.isOpen}
          onToggle={digestsFold.toggle}
        >
          <DigestTable digests={digests} />
          {unclaimedFiles.length > 0 ? (
            <div className={footer}>
              <Unclaimed files={unclaimedFiles} />
            </div>
          ) : null}
        </Fold>
      ) : null}
    </>
  );
});

const footer = "border-t border-line px-4 py-2.5 text-xs text-soft";
const matches: readonly DigestClaim["outcome"][] = ["proven", "expired", "consistent"];
const maxNames = 12;

function Unclaimed({ files }: { files: Agreement["unclaimedFiles"] }) {
  const t = useTranslations("agreement");
  const left = files.length - maxNames;
  return (
    <div className="space-y-1">
      <p>{t("digests.uncovered", { count: files.length })}</p>
      <ul className="flex flex-wrap gap-x-3">
        {files.slice(0, maxNames).map(({ number, name }) => (
          <li key={number} className="min-w-0">
            <Verbatim text={name} cap={80} />
          </li>
        ))}
        {left > 0 ? <li>{t("moreValues", { count: left })}</li> : null}
      </ul>
    </div>
  );
}
