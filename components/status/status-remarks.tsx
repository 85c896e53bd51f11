"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { Verbatim } from "#components/ui/verbatim";
import type { EvidenceStatus } from "#lib/status/schema";

const maxRemarks = 20;

/** Names anomalies in the form of a status that was still parsed. */
export function StatusRemarks({ status: { wrappedIn, repeated } }: { status: EvidenceStatus }) {
  const t = useTranslations("status");
  return (
    <>
      {wrappedIn === null ? null : (
        <p className="text-xs text-soft">
          {t("wrapped")} <Verbatim text={wrappedIn} cap={80} />
        </p>
      )}
      {repeated.length > 0 ? (
        <Notice tone="unsure" title={t("repeated")}>
          <ul>
            {repeated.slice(0, maxRemarks).map(({ name, json }) => (
              <li key={name}>
                <Verbatim text={`${name}: ${json.slice(0, maxRemarks).join(" / ")}`} />
              </li>
            ))}
          </ul>
          <p>{t("repeatedAction")}</p>
        </Notice>
      ) : null}
    </>
  );
}
