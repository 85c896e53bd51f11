"use client";

import { useTranslations } from "next-intl";
import { BodyNotice } from "#components/evidence/body-notice";
import { useEvidence } from "#components/evidence/evidence-context";
import { useBody } from "#components/evidence/use-body";
import { useDigestLinks } from "#components/json-viewer/digest-links";
import { JsonViewer } from "#components/json-viewer/json-viewer";
import { Notice } from "#components/ui/notice";
import { Provenance } from "#components/ui/provenance";
import { Skeleton } from "#components/ui/skeleton";
import { useMasking } from "#lib/evidence/use-masking";
import { useJsonSession } from "#lib/json-viewer/use-session";
import { OtherBody } from "./other-body.tsx";
import { RecordAnomalies } from "./record-anomalies.tsx";
import { RecordSummary } from "./record-summary.tsx";
import { useDigestAsSent } from "./use-digest-as-sent.ts";
import { useNodeInAddress } from "./use-node-in-address.ts";

const openDepth = 2;

type RecordReaderProps = { blob: Blob; sha256: string | null; fetchedAt: string };

/** Shows the record as a tree beside its summary and anomalies, with a notice for unexpected content. */
export function RecordReader({ blob, sha256, fetchedAt }: RecordReaderProps) {
  const t = useTranslations("record");
  const { evidenceId } = useEvidence();
  const { masked } = useMasking();
  const digests = useDigestLinks();
  const body = useBody("record", blob);
  // Opens an unencoded record while its kind is still being detected.
  const opened = useJsonSession(body?.shown ?? blob, { openDepth, masked });
  const session = opened?.session ?? null;
  const view = opened?.view ?? null;
  const missing = useNodeInAddress(session, view);
  const digest = useDigestAsSent({ blob, sha256, body, session, isRead: view?.phase === "ready" });

  if (!body || !session || !view) return <Skeleton lines={8} />;
  const provenance = (
    <div className="text-xs text-soft">
      <Provenance endpoint={t("endpoint")} fetchedAt={fetchedAt} sizeBytes={blob.size} sha256={digest} />
    </div>
  );
  if (body.form !== "json") return <OtherBody blob={blob} body={body} provenance={provenance} />;
  return (
    <div className="space-y-5">
      <BodyNotice artefact="record" body={body} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 space-y-5 lg:order-2">
          <RecordSummary session={session} view={view} masked={masked} />
          <RecordAnomalies session={session} view={view} />
        </div>
        <div className="min-w-0 space-y-3">
          {missing ? <Notice role="status" tone="unsure" title={t("nodeMissing")} /> : null}
          <JsonViewer
            session={session}
            view={view}
            blob={blob}
            fileName={`record-${evidenceId}.json`}
            masked={masked}
            digests={digests}
            labels={{ tree: t("tree"), find: t("find"), raw: t("raw") }}
          />
          {provenance}
        </div>
      </div>
    </div>
  );
}
