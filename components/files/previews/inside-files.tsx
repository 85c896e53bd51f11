"use client";

import { Download, Eye, EyeOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { use, useCallback, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { saveBlob } from "#components/ui/save-blob";
import { Skeleton } from "#components/ui/skeleton";
import { Verbatim } from "#components/ui/verbatim";
import { initialArchiveState } from "#lib/files/archive-state";
import { describeBytes, type InsideContent } from "#lib/files/describe-bytes";
import { safeFileName } from "#lib/files/safe-file-name";
import { formatSize } from "#lib/i18n/format-size";
import { useLoaded } from "#lib/runtime/use-loaded";
import { useContentLabel } from "../content-label.tsx";
import { ExecutableDialog } from "../executable-dialog.tsx";
import { PreviewBodyContext } from "../preview-body-context.ts";
import type { PreviewProps } from "../preview-props.ts";

/** A file in a file in a file is shown; deeper ones can be downloaded. */
export const maxDepth = 3;
const shownFiles = 200;

/** One file found inside another. `origin` says where, for readers: "Attachment", "Thumbnail in Exif". */
export type InsideFile = {
  key: string;
  origin: string;
  name: string;
  sizeBytes: number | null;
  /** @throws Error if the bytes cannot be read */
  read: () => Promise<Blob>;
};

/** Lists the files inside a file; each opens in the preview of its type, on request. */
export function InsideFiles({ files, parent }: { files: readonly InsideFile[]; parent: PreviewProps }) {
  const t = useTranslations("files.inside");
  const title = useId();
  if (files.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h3 id={title} className="mb-1.5 text-[0.8125rem] font-medium">
        {t("title", { count: files.length })}
      </h3>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {files.slice(0, shownFiles).map((file) => (
          <InsideRow key={file.key} file={file} parent={parent} />
        ))}
      </ul>
      {files.length > shownFiles ? <p className="mt-1.5 text-soft">{t("more", { shown: shownFiles })}</p> : null}
    </section>
  );
}

function InsideRow({ file, parent }: { file: InsideFile; parent: PreviewProps }) {
  const t = useTranslations("files.inside");
  const view = useTranslations("files.view");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [program, setProgram] = useState<InsideContent | null>(null);
  const label = useContentLabel();
  const depth = parent.context.depth ?? 0;
  const store = ({ entry, content }: InsideContent) =>
    saveBlob(content.blob, safeFileName(entry.number, file.name, content.check.content, 0));
  const save = async () => {
    try {
      const inside = await describeBytes(parent.entry, await file.read(), file.name);
      if (inside.content.check.content?.kind !== "executable") return store(inside);
      setProgram(inside);
    } catch {
      setFailed(true);
    }
  };
  return (
    <li className="space-y-2 px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        <p className="min-w-0 grow basis-48 break-all">
          <span className="text-soft">{file.origin}</span>
          {file.name === "" ? null : (
            <>
              {" "}
              <Verbatim text={file.name} cap={160} />
            </>
          )}
        </p>
        <div className="flex shrink-0 items-center gap-2">
          {file.sizeBytes === null ? null : <span className="text-soft">{formatSize(file.sizeBytes, locale)}</span>}
          {depth + 1 < maxDepth ? (
            <Button
              look="quiet"
              icon={open ? EyeOff : Eye}
              iconOnly
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {t(open ? "hide" : "show", { name: file.origin })}
            </Button>
          ) : null}
          <Button look="quiet" icon={Download} iconOnly onClick={() => void save()}>
            {t("download", { name: file.origin })}
          </Button>
        </div>
      </div>
      {failed ? <Notice tone="unsure" role="alert" title={t("failed")} /> : null}
      {open ? <Opened file={file} parent={parent} /> : null}
      {program?.content.check.content ? (
        <SaveProgram
          text={view("saveExecutable.text", { type: label(program.content.check.content) })}
          onSave={() => store(program)}
          onClose={() => setProgram(null)}
        />
      ) : null}
    </li>
  );
}

/** Opens with its first render: the type of the file is known only after its bytes were read. */
function SaveProgram(props: { text: string; onSave: () => void; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return <ExecutableDialog dialog={dialog} {...props} />;
}

function Opened({ file, parent }: { file: InsideFile; parent: PreviewProps }) {
  const t = useTranslations("files.inside");
  const label = useContentLabel();
  const load = useCallback(async () => describeBytes(parent.entry, await file.read(), file.name), [file, parent.entry]);
  const inside = useLoaded(load);
  const PreviewBody = use(PreviewBodyContext);
  if (inside.phase === "loading") return <Skeleton lines={3} />;
  if (inside.phase === "failed") return <Notice tone="unsure" role="alert" title={t("failed")} />;
  const { entry, content } = inside.value;
  return (
    <div className="space-y-2">
      {content.check.content ? <p className="text-[0.8125rem] text-soft">{label(content.check.content)}</p> : null}
      {PreviewBody === null ? null : (
        <PreviewBody
          entry={entry}
          content={content}
          context={{
            archive: parent.context.archive,
            state: { ...initialArchiveState, phase: "open" },
            position: { file: null, beside: null, view: "content" },
            onPosition: () => undefined,
            depth: (parent.context.depth ?? 0) + 1,
          }}
        />
      )}
    </div>
  );
}
