"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { decisionsQuery } from "#lib/decision/query";
import { paths } from "#lib/paths";

/** What was decided on a checked case, or the way to decide it: no decision is made in bulk. */
export function BatchDecision({ srId, evidenceId }: { srId: string; evidenceId: string }) {
  const t = useTranslations("decision");
  const { data } = useQuery(decisionsQuery(srId, evidenceId));
  if (!data) return null;
  const isOpen =
    data.state === "undecided" || (data.state === "second_review_pending" && data.mine?.review === "second");
  return (
    <>
      {data.state === "undecided" ? null : <span className="mr-2 text-soft">{t(`state.${data.state}`)}</span>}
      {isOpen && data.mine !== null ? (
        <Link href={paths.evidence(srId, evidenceId)} prefetch={false} className="text-accent underline">
          {t("decide")}
        </Link>
      ) : null}
    </>
  );
}
