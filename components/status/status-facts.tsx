"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import { hasOtherId } from "#lib/status/other-id";
import { type StandInTime, standInTimes } from "#lib/status/other-times";
import type { EvidenceStatus } from "#lib/status/schema";
import { IdentificationStepName } from "./identification-step-name.tsx";

/** Further fields appear only in the status as sent. */
const maxFields = 100;

/** Fields of the status other than times: IDs, placeholder times, and unknown fields verbatim. */
export function StatusFacts({ status, evidenceId }: { status: EvidenceStatus; evidenceId: string }) {
  const t = useTranslations("status");
  const ids = (["transactionCode", "id", "accountId", "workflowId"] as const).filter((name) => status[name]);
  const hidden = Math.max(0, status.others.length - maxFields);
  return (
    <dl className="space-y-2">
      {status.status ? (
        <Fact name={t("facts.status")}>
          <Verbatim text={status.status} cap={120} />
          <StateSourceNote status={status} />
        </Fact>
      ) : null}
      {ids.map((name) => (
        <Fact key={name} name={t(`facts.${name}`)}>
          <Verbatim text={status[name] ?? ""} cap={120} />
          {name === "id" && hasOtherId(status, evidenceId) ? (
            <p className="mt-1">
              <Badge tone="unsure">{t("otherId")}</Badge>
            </p>
          ) : null}
        </Fact>
      ))}
      {standInTimes(status)
        .slice(0, maxFields)
        .map((time) => (
          <Fact key={`${time.sentName} ${time.json}`} name={<IdentificationStepName name={time.name} />}>
            {t(isWithoutExpiry(time) ? "noExpiry" : "notSet")} <Verbatim text={time.json} cap={80} />
          </Fact>
        ))}
      {status.others.slice(0, maxFields).map(({ name, json }) => (
        <Fact key={`${name} ${json}`} name={<Verbatim text={name} cap={80} />}>
          <Verbatim text={json} cap={400} />
        </Fact>
      ))}
      {hidden > 0 ? <Fact name={t("moreFields", { count: hidden })}>{null}</Fact> : null}
    </dl>
  );
}

const isWithoutExpiry = ({ name, reading }: StandInTime) => reading.kind === "never" && /expir|until|end/i.test(name);

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function StateSourceNote({ status: { state, stateSource } }: { status: EvidenceStatus }) {
  const t = useTranslations("status");
  if (stateSource === "built_in") return null;
  return (
    <p className="text-xs text-soft">{stateSource === "setting" ? t("readBySetting", { state }) : t("unmappedWord")}</p>
  );
}
