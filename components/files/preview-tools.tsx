"use client";

import { Binary, Download, Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import type { FileContent } from "#lib/files/archive-state";
import type { FilePosition } from "#lib/files/file-position";
import { safeFileName } from "#lib/files/safe-file-name";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { useContentLabel } from "./content-label.tsx";
import { ExecutableDialog } from "./executable-dialog.tsx";

type Props = {
  entry: ArchiveEntry;
  content: FileContent;
  total: number;
  position: FilePosition;
  onPosition: (change: Partial<FilePosition>) => void;
};

/** Switches between content and bytes, and downloads the file; saving a program needs confirmation. */
export function PreviewTools({ entry, content, total, position, onPosition }: Props) {
  const t = useTranslations("files.view");
  const label = useContentLabel();
  const dialog = useRef<HTMLDialogElement>(null);
  const { check, blob } = content;
  const isProgram = check.content?.kind === "executable";
  const save = () => saveBlob(blob, safeFileName(entry.number, entry.name, check.content, total));
  const isBytes = position.view === "bytes";
  if (check.state === "unreadable") return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 print:hidden">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("name")}</legend>
        <Button
          look={isBytes ? "quiet" : "plain"}
          icon={Eye}
          aria-pressed={!isBytes}
          onClick={() => onPosition({ view: "content" })}
        >
          {t("asContent")}
        </Button>
        <Button
          look={isBytes ? "plain" : "quiet"}
          icon={Binary}
          aria-pressed={isBytes}
          onClick={() => onPosition({ view: "bytes" })}
        >
          {t("asHex")}
        </Button>
      </fieldset>
      <Button icon={Download} onClick={() => (isProgram ? dialog.current?.showModal() : save())}>
        {t("download")}
      </Button>
      {isProgram && check.content ? (
        <ExecutableDialog
          dialog={dialog}
          text={t("saveExecutable.text", { type: label(check.content) })}
          onSave={save}
        />
      ) : null}
    </div>
  );
}
