"use client";

import { FolderArchive } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { ProblemNotice } from "#components/ui/problem-notice";
import { saveBlob } from "#components/ui/save-blob";
import type { DossierProgress } from "#lib/dossier/make-dossier";
import { formatSize } from "#lib/i18n/format-size";
import type { ProblemDetails } from "#lib/problem";
import { type DossierChoices, DossierFields, useDossierFields } from "./dossier-fields.tsx";
import { useMakingProblem } from "./making-problem.tsx";
import { MakingProgress } from "./making-progress.tsx";

/** What the page has of one file of the provider; `isOpen` is false for one that must be fetched, or cannot be. */
export type DossierContent = {
  name: "status" | "record" | "files" | "token";
  state: "open" | "not_opened" | "failed";
  sizeBytes: number | null;
};

export type MakeDossier = (
  choices: DossierChoices,
  signal: AbortSignal,
  onProgress: (progress: DossierProgress) => void,
  /** ID of the confirmed request that it is one of; then it is made with all that is needed, or not at all. */
  batch?: string,
) => Promise<{ name: string; zip: Blob; logEntry: number }>;

type DossierDialogProps = {
  contents: readonly DossierContent[];
  canShowNames: boolean;
  /** Makes the dossier. @throws ApiError, or another error whose name tells what failed */
  make: MakeDossier;
  onClose: () => void;
};

type State =
  | { phase: "asking" | "cancelled" }
  | { phase: "making"; progress: DossierProgress | null; controller: AbortController }
  | { phase: "made"; logEntry: number }
  | { phase: "failed"; problem: ProblemDetails };

/** Asks what a dossier has and whom it is for, makes it, and saves it. Open from its first rendering. */
export function DossierDialog({ contents, canShowNames, make, onClose }: DossierDialogProps) {
  const t = useTranslations("dossier");
  const dialog = useRef<HTMLDialogElement>(null);
  const making = useRef<AbortController | null>(null);
  const [state, setState] = useState<State>({ phase: "asking" });
  const { fields, change, choices } = useDossierFields();
  const toProblem = useMakingProblem();
  const isMaking = state.phase === "making";

  // An effect, because only the browser opens a modal dialog; what is being made ends with it.
  useEffect(() => {
    dialog.current?.showModal();
    return () => making.current?.abort();
  }, []);

  async function create(chosen: DossierChoices) {
    const controller = new AbortController();
    making.current = controller;
    setState({ phase: "making", progress: null, controller });
    try {
      const { name, zip, logEntry } = await make(chosen, controller.signal, (progress) =>
        setState({ phase: "making", progress, controller }),
      );
      controller.signal.throwIfAborted();
      saveBlob(zip, name);
      setState({ phase: "made", logEntry });
    } catch (error) {
      if (controller.signal.aborted) setState({ phase: "cancelled" });
      else setState({ phase: "failed", problem: toProblem(error) });
    }
  }

  function cancel() {
    if (state.phase === "making") state.controller.abort();
    else dialog.current?.close();
  }

  return (
    <Dialog
      ref={dialog}
      name={t("create")}
      onClose={onClose}
      onCancel={(event) => {
        if (!isMaking) return;
        event.preventDefault();
        cancel();
      }}
      className="w-[min(36rem,calc(100vw-2rem))] p-5"
    >
      <h2 className="text-base font-semibold">{t("create")}</h2>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <DossierFields fields={fields} change={change} canShowNames={canShowNames} isDisabled={isMaking}>
        <Contents contents={contents} hasFiles={fields.hasFiles} />
      </DossierFields>
      <p className="mt-4 text-soft">{t("notEncrypted")}</p>
      <div aria-live="polite" className="[&>*]:mt-4">
        {state.phase === "making" ? <MakingProgress label={t("making")} progress={state.progress} /> : null}
        {state.phase === "made" ? <p role="status">{t("made", { number: state.logEntry })}</p> : null}
        {state.phase === "cancelled" ? <p role="status">{t("cancelled")}</p> : null}
        {state.phase === "failed" ? (
          <>
            <p className="font-semibold">{t("notMade")}</p>
            <ProblemNotice problem={state.problem} />
          </>
        ) : null}
      </div>
      <div className="mt-5 flex flex-wrap justify-end gap-2 max-sm:[&_button]:min-h-11">
        <Button onClick={cancel}>{t(state.phase === "made" ? "close" : "cancel")}</Button>
        {state.phase === "made" ? null : (
          <Button
            look="primary"
            icon={FolderArchive}
            disabled={isMaking || choices === null}
            onClick={() => choices !== null && void create(choices)}
          >
            {t(isMaking ? "making" : "save")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Contents({ contents, hasFiles }: { contents: readonly DossierContent[]; hasFiles: boolean }) {
  const t = useTranslations("dossier");
  const locale = useLocale();
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">{t("contents")}</h3>
      <ul className="text-sm">
        {contents.map(({ name, state, sizeBytes }) => (
          <li key={name} className="flex justify-between gap-4">
            <span>{t(`files.${name}`)}</span>
            <span className="text-right text-soft">
              {name === "files" && !hasFiles
                ? t("states.left_out")
                : `${t(`states.${state}`)}${sizeBytes === null ? "" : ` · ${formatSize(sizeBytes, locale)}`}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm text-soft">{t("alsoInside")}</p>
    </div>
  );
}
