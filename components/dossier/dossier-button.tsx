"use client";

import { FolderArchive } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { ProblemNotice } from "#components/ui/problem-notice";
import { saveBlob } from "#components/ui/save-blob";
import { ApiError, fallbackProblem } from "#lib/api-client";
import type { DossierProgress } from "#lib/dossier/make-dossier";
import { type CustodyMode, custodyModes, type DossierOrder } from "#lib/dossier/making/parse-order";
import { formatSize } from "#lib/i18n/format-size";
import type { ProblemDetails } from "#lib/problem";

/** What the page has of one file of the provider; `isOpen` is false for one that must be fetched, or cannot be. */
export type DossierContent = {
  name: "status" | "record" | "files" | "token";
  state: "open" | "not_opened" | "failed";
  sizeBytes: number | null;
};

export type DossierChoices = Omit<DossierOrder, "digests">;

type DossierButtonProps = {
  contents: readonly DossierContent[];
  disabledBecause: string | null;
  /** Makes the dossier. @throws ApiError, or another error whose name tells what failed */
  make: (
    choices: DossierChoices,
    signal: AbortSignal,
    onProgress: (progress: DossierProgress) => void,
  ) => Promise<{ name: string; zip: Blob; logEntry: number }>;
};

type State =
  | { phase: "asking" }
  | { phase: "making"; progress: DossierProgress | null; controller: AbortController }
  | { phase: "made"; logEntry: number }
  | { phase: "failed"; problem: ProblemDetails };

const explained = ["UnprovenDossierError", "ZipTooLargeError", "NotReadableError"] as const;

/** Asks what a dossier has and whom it is for, makes it, and saves it. */
export function DossierButton({ contents, disabledBecause, make }: DossierButtonProps) {
  const t = useTranslations("dossier");
  const dialog = useRef<HTMLDialogElement>(null);
  const reasonId = useId();
  const [state, setState] = useState<State>({ phase: "asking" });
  const [custody, setCustody] = useState<CustodyMode>("without_names");
  const [recipient, setRecipient] = useState("");
  const [basis, setBasis] = useState("");
  const [hasFiles, setHasFiles] = useState(true);
  const [hasReport, setHasReport] = useState(false);
  const isMaking = state.phase === "making";
  const isReady = recipient.trim() !== "" && basis.trim() !== "";

  function toProblem(error: unknown): ProblemDetails {
    if (error instanceof ApiError) return error.problem;
    const problem = fallbackProblem(window.location.pathname, 200);
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    const known = explained.find((one) => one === name);
    return known === undefined ? problem : { ...problem, title: t("notMade"), detail: t(`problems.${known}`) };
  }

  async function create() {
    const controller = new AbortController();
    setState({ phase: "making", progress: null, controller });
    const leftOut: DossierOrder["leftOut"] = [];
    if (!hasFiles) leftOut.push("files");
    if (!hasReport) leftOut.push("report");
    try {
      const choices = { custody, leftOut, recipient: recipient.trim(), basis: basis.trim() };
      const { name, zip, logEntry } = await make(choices, controller.signal, (progress) =>
        setState({ phase: "making", progress, controller }),
      );
      saveBlob(zip, name);
      setState({ phase: "made", logEntry });
    } catch (error) {
      if (controller.signal.aborted) setState({ phase: "asking" });
      else setState({ phase: "failed", problem: toProblem(error) });
    }
  }

  function close() {
    if (state.phase === "making") state.controller.abort();
    setState({ phase: "asking" });
  }

  return (
    <>
      <Button
        icon={FolderArchive}
        onClick={() => dialog.current?.showModal()}
        disabled={disabledBecause !== null}
        aria-describedby={disabledBecause === null ? undefined : reasonId}
        title={disabledBecause ?? undefined}
      >
        {t("create")}
      </Button>
      {disabledBecause === null ? null : (
        <span id={reasonId} className="sr-only">
          {disabledBecause}
        </span>
      )}
      <Dialog ref={dialog} name={t("create")} onClose={close} className="w-[min(36rem,calc(100vw-2rem))] p-5">
        <h2 className="text-base font-semibold">{t("create")}</h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
        <fieldset disabled={isMaking} className="mt-4 space-y-4">
          <Contents contents={contents} hasFiles={hasFiles} />
          <Check label={t("withFiles")} isChecked={hasFiles} onChange={setHasFiles} />
          <Check label={t("withReport")} hint={t("reportTrace")} isChecked={hasReport} onChange={setHasReport} />
          <fieldset>
            <legend className="mb-1 text-sm font-semibold">{t("custody")}</legend>
            {custodyModes.map((mode) => (
              <label key={mode} className="flex min-h-9 items-center gap-2">
                <input
                  type="radio"
                  name={`${reasonId}-custody`}
                  checked={mode === custody}
                  onChange={() => setCustody(mode)}
                  className="size-4 accent-accent"
                />
                {t(`custodyModes.${mode}`)}
              </label>
            ))}
          </fieldset>
          <Line label={t("recipient")} value={recipient} onChange={setRecipient} />
          <Line label={t("basis")} value={basis} onChange={setBasis} />
        </fieldset>
        <p className="mt-4 text-soft">{t("notEncrypted")}</p>
        <div aria-live="polite" className="[&>*]:mt-4">
          {state.phase === "making" ? <Making progress={state.progress} /> : null}
          {state.phase === "made" ? <p role="status">{t("made", { number: state.logEntry })}</p> : null}
          {state.phase === "failed" ? (
            <>
              <p className="font-semibold">{t("notMade")}</p>
              <ProblemNotice problem={state.problem} />
            </>
          ) : null}
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{t(state.phase === "made" ? "close" : "cancel")}</Button>
          {state.phase === "made" ? null : (
            <Button look="primary" icon={FolderArchive} disabled={isMaking || !isReady} onClick={create}>
              {t(isMaking ? "making" : "save")}
            </Button>
          )}
        </div>
      </Dialog>
    </>
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
            <span className="text-soft">
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

function Making({ progress }: { progress: DossierProgress | null }) {
  const t = useTranslations("dossier");
  return (
    <progress
      aria-label={t("making")}
      className="block h-1.5 w-full overflow-hidden rounded-full"
      {...(progress === null ? {} : { max: Math.max(1, progress.totalBytes), value: progress.readBytes })}
    />
  );
}

type CheckProps = { label: string; hint?: string; isChecked: boolean; onChange: (isChecked: boolean) => void };

function Check({ label, hint, isChecked, onChange }: CheckProps) {
  const hintId = useId();
  return (
    <div>
      <label className="flex min-h-9 items-center gap-2">
        <input
          type="checkbox"
          checked={isChecked}
          onChange={({ target }) => onChange(target.checked)}
          aria-describedby={hint === undefined ? undefined : hintId}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={hintId} className="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

function Line({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-semibold">{label}</span>
      <input
        type="text"
        required
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="w-full rounded-lg border border-line bg-sheet px-3 py-2"
      />
    </label>
  );
}
