"use client";

import { useTranslations } from "next-intl";
import { AsSent } from "#components/ui/as-sent";
import type { EvidenceStatus } from "#lib/status/model";

/** What the status says beside its times: the provider's ids, and fields that nobody has seen before, verbatim. */
export function StatusFacts({ status }: { status: EvidenceStatus }) {
  const t = useTranslations("status");
  const ids = (["status", "transactionCode", "id", "accountId", "workflowId"] as const).filter((name) => status[name]);
  return (
    <dl className="space-y-2">
      {ids.map((name) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-soft">{t(`facts.${name}`)}</dt>
          <dd className="min-w-0">
            <AsSent text={status[name] ?? ""} cap={120} />
          </dd>
        </div>
      ))}
      {status.others.map(({ name, json }) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-soft">
            <AsSent text={name} cap={80} />
          </dt>
          <dd className="min-w-0">
            <AsSent text={json} cap={400} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
