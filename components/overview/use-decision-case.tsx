"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { BoundFact } from "#components/decision/bound-facts";
import type { DecisionCase } from "#components/decision/decision-dialog";
import { usePurpose } from "#components/purpose/purpose-context";
import { Identifier } from "#components/ui/identifier";
import { computeDigest } from "#lib/bytes/digest";
import { useCaseFaceAnswer } from "#lib/compare/face-answers";
import type { CurrentDigests } from "#lib/decision/changed-since";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { identityOf } from "#lib/runtime/identity";
import { isUnfinished, readRawBytes } from "#lib/status/schema";
import { useOverview } from "./overview-context.tsx";
import { useConclusionText } from "./use-conclusion-text.tsx";

const none: CurrentDigests = { status: null, record: null, files: null, token: null };

/** Digests of what is open now; a digest that is still computed is null. */
function useCurrentDigests(): CurrentDigests | null {
  const { artefacts } = useOverview();
  const { srId, evidenceId, status, record, files, verdict, reportSha256 } = artefacts;
  const blobOf = ({ state }: typeof record) => (state.phase === "ready" ? state : null);
  const opened = [blobOf(record), blobOf(files)];
  const query = useQuery({
    queryKey: [
      "bound",
      srId,
      evidenceId,
      // By identity: other bytes may have the same size.
      identityOf(status),
      ...opened.map((state) => identityOf(state?.blob)),
      verdict?.sha256 ?? null,
      reportSha256,
    ],
    queryFn: async (): Promise<CurrentDigests> => {
      const ofBlob = async (state: (typeof opened)[number]) =>
        state === null ? null : (state.sha256 ?? (await computeDigest(await state.blob.arrayBuffer())));
      return {
        status: status === null ? null : await computeDigest(readRawBytes(status).buffer),
        record: await ofBlob(opened[0] ?? null),
        files: await ofBlob(opened[1] ?? null),
        token: verdict?.sha256 ?? null,
        report: reportSha256,
      };
    },
    enabled: status !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data ?? null;
}

/** What a decision of this case is bound to, in the form that is sent and as it is shown. Null while it is computed. */
export function useDecisionCase(): { subject: DecisionCase | null; digests: CurrentDigests } {
  const t = useTranslations("decision");
  const tName = useTranslations("overview.sources");
  const { overview, artefacts } = useOverview();
  const { srId, evidenceId, status, verdict, request } = artefacts;
  const purpose = usePurpose();
  const textOf = useConclusionText();
  const digests = useCurrentDigests();
  const faces = useCaseFaceAnswer(srId, evidenceId);
  if (status === null || digests === null) return { subject: null, digests: digests ?? none };
  const { conclusion } = overview;
  const text = textOf(conclusion, {
    statusWord: status.status ?? null,
    failed: overview.failed,
    withValues: false,
  }).text;
  const digestRow = (name: "status" | "record" | "files" | "token" | "report"): BoundFact => {
    const digest = digests[name] ?? null;
    return {
      label: tName(name),
      value: digest === null ? t("notOpened") : <Identifier value={digest} what="SHA-256" />,
    };
  };
  const facts: BoundFact[] = [
    { label: t("fields.conclusion"), value: text },
    { label: t("fields.faces"), value: faces === null ? t("faces.none") : t(`faces.${faces}`) },
    ...(["status", "record", "files", "token"] as const).map(digestRow),
    ...(digests.report ? [digestRow("report")] : []),
    {
      label: t("fields.key"),
      value: verdict?.key?.thumbprint ? (
        <Identifier value={verdict.key.thumbprint} what={t("fields.key")} />
      ) : (
        t("notGiven")
      ),
    },
  ];
  const ticket = purpose?.ticket ?? null;
  const title = request?.title ?? null;
  const subtitle = [
    ...(title === null ? [] : [formatVisible(title)]),
    evidenceId,
    ...(ticket === null ? [] : [t("ticketOf", { ticket: formatVisible(ticket) })]),
  ].join(" · ");
  const subject: DecisionCase = {
    srId,
    evidenceId,
    subtitle,
    boundTo: {
      status: digests.status ?? null,
      record: digests.record ?? null,
      files: digests.files ?? null,
      token: digests.token ?? null,
      report: digests.report ?? null,
      document: null,
      conclusion: conclusion.code,
    },
    faces,
    facts,
    unopened: (["record", "files", "token"] as const).filter((name) => !digests[name]).map((name) => tName(name)),
    isContradicted: conclusion.tone === "contradicted",
    isGreen: conclusion.tone === "proven",
    isFinal: !isUnfinished(status.state),
  };
  return { subject, digests };
}
