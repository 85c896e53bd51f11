"use client";

import { useMutation } from "@tanstack/react-query";
import { FileCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { saveBlob } from "#components/ui/save-blob";
import { ApiError } from "#lib/api-client";
import { fetchEntryProof } from "#lib/audit/query";

/** Saves the proof that the current log contains this entry. */
export function ProofButton({ number }: { number: number }) {
  const t = useTranslations("audit.proof");
  const proof = useMutation({
    mutationFn: () => fetchEntryProof(number),
    onSuccess: (file) => saveBlob(new Blob([`${JSON.stringify(file)}\n`]), `log-entry-${number}-proof.json`),
  });
  const problem = proof.error instanceof ApiError ? proof.error.problem : null;
  return (
    <div className="space-y-2">
      <Button icon={FileCheck} disabled={proof.isPending} onClick={() => proof.mutate()}>
        {t(proof.isPending ? "saving" : "save", { number })}
      </Button>
      {problem ? <ProblemNotice problem={problem} onRetry={() => proof.mutate()} /> : null}
    </div>
  );
}
