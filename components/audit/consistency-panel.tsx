"use client";

import { useMutation } from "@tanstack/react-query";
import { FileUp, Save } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Fold } from "#components/ui/fold";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { saveBlob } from "#components/ui/save-blob";
import { ApiError } from "#lib/api-client";
import { type ConsistencyFinding, compareWithFile, fetchCheckpoint } from "#lib/audit/consistency-query";

const problemOf = (error: unknown) => (error instanceof ApiError ? error.problem : null);

/** Compares the log with a checkpoint that the auditor keeps. */
export function ConsistencyPanel() {
  const t = useTranslations("audit.consistency");
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const comparison = useMutation({ mutationFn: compareWithFile });
  const checkpoint = useMutation({
    mutationFn: fetchCheckpoint,
    onSuccess: ({ noteText, size }) => saveBlob(new Blob([noteText]), `log-checkpoint-${size}.txt`),
  });
  const problem = problemOf(comparison.error) ?? problemOf(checkpoint.error);
  const compare = (file: File | undefined) => {
    if (file) comparison.mutate(file);
  };
  return (
    <Fold title={t("title")} isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
      <div className="p-4">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button below does the same. */}
        <div
          className={`rounded-lg border border-dashed p-4 ${isOver ? "border-accent" : "border-line"}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            compare(event.dataTransfer.files[0]);
          }}
        >
          <p className="max-w-prose text-soft">{t("intro")}</p>
          <input
            ref={input}
            type="file"
            aria-label={t("choose")}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              compare(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <div className="mt-3 flex flex-wrap gap-2">
            <Button icon={FileUp} disabled={comparison.isPending} onClick={() => input.current?.click()}>
              {t(comparison.isPending ? "running" : "choose")}
            </Button>
            <Button look="quiet" icon={Save} disabled={checkpoint.isPending} onClick={() => checkpoint.mutate()}>
              {t("saveCheckpoint")}
            </Button>
          </div>
        </div>
        <div aria-live="polite" className="[&>*]:mt-4">
          {problem ? <ProblemNotice problem={problem} /> : null}
          {comparison.data && !comparison.isPending ? <Finding finding={comparison.data} /> : null}
        </div>
      </div>
    </Fold>
  );
}

function Finding({ finding }: { finding: ConsistencyFinding }) {
  const t = useTranslations("audit.consistency");
  if (finding.result === "no_checkpoint")
    return (
      <Notice tone="unsure" title={t("noCheckpoint")}>
        <p>{t("noCheckpointNote")}</p>
      </Notice>
    );
  if (finding.result === "other_log") return <Notice tone="unsure" title={t("otherLog", { name: finding.origin })} />;
  const { old, size } = finding;
  if (finding.result === "cut") return <Notice tone="contradicted" title={t("cut", { old, size })} />;
  const isConsistent = finding.result === "consistent";
  return (
    <Notice
      tone={isConsistent ? "proven" : "contradicted"}
      title={isConsistent ? t("consistent", { old, size }) : t("inconsistent", { old })}
      actions={
        <Button icon={Save} onClick={() => saveBlob(new Blob([finding.proof]), `log-consistency-${old}-${size}.txt`)}>
          {t("saveProof")}
        </Button>
      }
    >
      <p>{t("unsignedNote")}</p>
    </Notice>
  );
}
