"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { useDigestLinks } from "#components/json/digest-links";
import { JsonViewer } from "#components/json/json-viewer";
import { Notice } from "#components/ui/notice";
import { Provenance } from "#components/ui/provenance";
import { Skeleton } from "#components/ui/skeleton";
import { useMasking } from "#lib/evidence/masking";
import { useJsonSession } from "#lib/json/use-session";
import { InWords } from "./in-words.tsx";
import { OddInRecord } from "./odd-in-record.tsx";
import { useNodeInAddress } from "./use-node-in-address.ts";

/** Objects and lists of the first two levels are open at first. */
const openDepth = 2;

/** The record as a tree beside what it says in words and what is odd about it. */
export function RecordReader({ blob, sha256, fetchedAt }: { blob: Blob; sha256: string | null; fetchedAt: string }) {
  const t = useTranslations("record");
  const { evidenceId } = useEvidence();
  const { masked } = useMasking();
  const digests = useDigestLinks();
  const opened = useJsonSession(blob, { openDepth, masked });
  const session = opened?.session ?? null;
  const view = opened?.view ?? null;
  const [digest, setDigest] = useState(sha256);
  const missing = useNodeInAddress(session, view);
  const finished = view?.phase === "ready";

  useEffect(() => {
    if (session && finished && digest === null)
      void session.client.ask("digest", {}).then((answer) => setDigest(answer.sha256));
  }, [session, finished, digest]);

  if (!session || !view) return <Skeleton lines={8} />;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0 space-y-5 lg:order-2">
        <InWords session={session} view={view} masked={masked} />
        <OddInRecord session={session} view={view} />
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
        <div className="text-xs text-soft">
          <Provenance endpoint={t("endpoint")} fetchedAt={fetchedAt} sizeBytes={blob.size} sha256={digest} />
        </div>
      </div>
    </div>
  );
}
