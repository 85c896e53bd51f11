"use client";

import { Download, Eye, EyeOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { use, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import { Skeleton } from "#components/ui/skeleton";
import { Verbatim } from "#components/ui/verbatim";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState, FileContent } from "#lib/files/archive-state";
import { useFile } from "#lib/files/query";
import { safeFileName } from "#lib/files/safe-file-name";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { formatSize } from "#lib/i18n/format-size";
import { AnomalyList } from "../anomaly-list.tsx";
import { useContentLabel } from "../content-label.tsx";
import { DigestCell } from "../digest-cell.tsx";
import { ExecutableDialog } from "../executable-dialog.tsx";
import { FileNotices } from "../file-notices.tsx";
import { PreviewBodyContext } from "../preview-body-context.ts";
import type { PreviewProps } from "../preview-props.ts";
import { maxDepth } from "./inside-files.tsx";

const shownFiles = 500;

type Props = {
  label: string;
  archive: Archive;
  state: ArchiveState;
  entries: readonly ArchiveEntry[];
  parent: PreviewProps;
};

/** The files of a nested archive, each with its anomalies and digest; one opens below its row. */
export function ArchiveRows({ label, archive, state, entries, parent }: Props) {
  const t = useTranslations("files.archiveInside");
  return (
    <>
      <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line">
        {entries.slice(0, shownFiles).map((entry) => (
          <ArchiveRow key={entry.number} entry={entry} archive={archive} state={state} parent={parent} />
        ))}
      </ul>
      {entries.length > shownFiles ? <p className="text-soft">{t("more", { shown: shownFiles })}</p> : null}
    </>
  );
}

type RowProps = { entry: ArchiveEntry; archive: Archive; state: ArchiveState; parent: PreviewProps };

function ArchiveRow({ entry, archive, state, parent }: RowProps) {
  const t = useTranslations("files.archiveInside");
  const inside = useTranslations("files.inside");
  const row = useTranslations("files.row");
  const files = useTranslations("files");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const check = state.checks.get(entry.number);
  const depth = parent.context.depth ?? 0;
  const name = t("origin", { number: entry.number });
  return (
    <li className="space-y-2 px-3 py-1.5">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <div className="min-w-0 grow basis-48 space-y-1.5">
          <p className="break-all">
            <Verbatim text={entry.name} cap={160} />
          </p>
          <AnomalyList label={files("fileAnomalies")} anomalies={[...entry.anomalies, ...(check?.anomalies ?? [])]} />
        </div>
        <div className="flex min-h-8.5 shrink-0 items-center gap-3">
          <span className="text-soft">{formatSize(entry.sizeBytes, locale)}</span>
          <DigestCell entry={entry} check={check} t={row} />
          {depth + 1 < maxDepth ? (
            <Button
              look="quiet"
              icon={open ? EyeOff : Eye}
              iconOnly
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {inside(open ? "hide" : "show", { name })}
            </Button>
          ) : null}
          <SaveButton name={name} entry={entry} archive={archive} total={state.entries.length} />
        </div>
      </div>
      {open ? <OpenedEntry entry={entry} archive={archive} state={state} depth={depth + 1} /> : null}
    </li>
  );
}

function OpenedEntry({
  entry,
  archive,
  state,
  depth,
}: {
  entry: ArchiveEntry;
  archive: Archive;
  state: ArchiveState;
  depth: number;
}) {
  const inside = useTranslations("files.inside");
  const label = useContentLabel();
  const { state: file, again } = useFile(archive, entry);
  const PreviewBody = use(PreviewBodyContext);
  const justUnlocked = useRef(false);
  if (file.phase === "reading") return <Skeleton lines={3} />;
  if (file.phase !== "ready") return <p role="alert">{inside("failed")}</p>;
  const { content } = file;
  return (
    <div className="space-y-2">
      {content.check.content ? <p className="text-[0.8125rem] text-soft">{label(content.check.content)}</p> : null}
      <FileNotices archive={archive} entry={entry} check={content.check} onAgain={again} justUnlocked={justUnlocked} />
      {PreviewBody === null ? null : (
        <PreviewBody
          entry={entry}
          content={content}
          context={{
            archive,
            state,
            position: { file: null, beside: null, view: "content" },
            onPosition: () => undefined,
            depth,
          }}
        />
      )}
    </div>
  );
}

function SaveButton({
  name,
  entry,
  archive,
  total,
}: {
  name: string;
  entry: ArchiveEntry;
  archive: Archive;
  total: number;
}) {
  const inside = useTranslations("files.inside");
  const view = useTranslations("files.view");
  const label = useContentLabel();
  const dialog = useRef<HTMLDialogElement>(null);
  const [program, setProgram] = useState<FileContent | null>(null);
  const [failed, setFailed] = useState(false);
  const store = ({ check, blob }: FileContent) =>
    saveBlob(blob, safeFileName(entry.number, entry.name, check.content, total));
  const save = async () => {
    try {
      const content = await archive.readFile(entry);
      const { state, content: type } = content.check;
      setFailed(state === "unreadable");
      if (state === "unreadable") return;
      if (type?.kind !== "executable") return store(content);
      setProgram(content);
      dialog.current?.showModal();
    } catch {
      setFailed(true);
    }
  };
  const type = program?.check.content;
  return (
    <>
      <Button look="quiet" icon={Download} iconOnly onClick={() => void save()}>
        {inside("download", { name })}
      </Button>
      {failed ? <span role="alert">{inside("failed")}</span> : null}
      <ExecutableDialog
        dialog={dialog}
        text={type ? view("saveExecutable.text", { type: label(type) }) : ""}
        onSave={() => program && store(program)}
      />
    </>
  );
}
