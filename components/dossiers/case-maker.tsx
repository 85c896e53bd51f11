"use client";

import { useEffect, useRef } from "react";
import { EvidenceProvider } from "#components/evidence/evidence-context";
import { OverviewProvider } from "#components/overview/overview-context";
import { useMakeDossier } from "#components/overview/use-make-dossier";
import type { DossierProgress } from "#lib/dossier/make-dossier";
import type { DossierBatch } from "#lib/dossier/making/schema";
import type { BatchCase } from "#lib/dossier/several/model";

export type MadeDossier = { name: string; zip: Blob; logEntry: number };

/** One case that is being made. Each of `resolve` and `reject` is called at most once. */
export type Job = {
  key: string;
  one: BatchCase;
  signal: AbortSignal;
  onProgress: (progress: DossierProgress) => void;
  resolve: (made: MadeDossier) => void;
  reject: (error: unknown) => void;
};

/** Makes one dossier without showing the case, as its overview does. The bytes of the case are dropped when it is unmounted. */
export function CaseMaker({ batch, job }: { batch: DossierBatch; job: Job }) {
  return (
    <EvidenceProvider srId={job.one.srId} evidenceId={job.one.evidenceId}>
      <OverviewProvider>
        <Maker batch={batch} job={job} />
      </OverviewProvider>
    </EvidenceProvider>
  );
}

function Maker({ batch, job }: { batch: DossierBatch; job: Job }) {
  const { make } = useMakeDossier();
  const hasStarted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an effect that starts the work of this job once
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    const { custody, leftOut, recipient, basis } = batch;
    make({ custody, leftOut, recipient, basis }, job.signal, job.onProgress, batch.id).then(job.resolve, job.reject);
  }, []);
  return null;
}
