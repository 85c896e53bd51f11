"use client";

import { LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { Archive } from "#lib/files/archive-session";
import { isAbort } from "#lib/files/archive-state";
import type { ArchiveEntry } from "#lib/formats/zip/model";

type Props = {
  archive: Archive;
  entry: ArchiveEntry;
  /** Called once the password opened the entry. */
  onOpened: () => void;
};

type Outcome = "empty" | "wrong" | "unproven" | "failed";

/** Asks for the password of an encrypted entry. The field is the only place that has it besides the archive's session. */
export function PasswordForm({ archive, entry, onOpened }: Props) {
  const t = useTranslations("files.view.password");
  const field = useRef<HTMLInputElement>(null);
  const pending = useRef<AbortController | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isTrying, setIsTrying] = useState(false);
  const id = useId();
  useEffect(() => () => pending.current?.abort(), []);

  async function open(event: FormEvent) {
    event.preventDefault();
    const password = field.current?.value ?? "";
    if (isTrying) return;
    setOutcome(password === "" ? "empty" : null);
    if (password === "") {
      field.current?.focus();
      return;
    }
    const controller = new AbortController();
    pending.current = controller;
    setIsTrying(true);
    try {
      const result = await archive.unlock(entry, password, controller.signal);
      if (result === "opened") return onOpened();
      setOutcome(result);
      field.current?.select();
    } catch (error) {
      if (!isAbort(error)) setOutcome("failed");
    } finally {
      setIsTrying(false);
    }
  }

  return (
    <Notice tone="silent" title={t("title")}>
      <p id={`${id}-text`}>{t("text")}</p>
      <form onSubmit={open} autoComplete="off" className="space-y-2 pt-1 text-ink">
        <label htmlFor={`${id}-field`} className="block text-sm font-medium">
          {t("label")}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            ref={field}
            id={`${id}-field`}
            type="password"
            autoComplete="off"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
            aria-describedby={outcome === null ? `${id}-text` : `${id}-error`}
            aria-invalid={outcome !== null}
            className="min-h-9 min-w-0 flex-1 basis-48 rounded-lg border border-edge bg-sheet px-3"
          />
          <Button type="submit" icon={LockOpen} aria-disabled={isTrying}>
            {t("open")}
          </Button>
        </div>
        <p id={`${id}-error`} role="alert" className="text-contradicted empty:hidden">
          {outcome === null ? "" : t(outcome)}
        </p>
        <p role="status" className="empty:hidden">
          {isTrying ? t("opening") : ""}
        </p>
      </form>
    </Notice>
  );
}
