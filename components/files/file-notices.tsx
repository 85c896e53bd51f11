"use client";

import { LockKeyhole } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { Archive } from "#lib/files/archive-session";
import type { EntryCheck } from "#lib/files/model";
import { methodName } from "#lib/formats/zip/compression-methods";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { formatSize } from "#lib/i18n/format-size";
import { PasswordForm } from "./password-form.tsx";

type Props = {
  archive: Archive;
  entry: ArchiveEntry;
  check: EntryCheck;
  onAgain: (continued: boolean) => void;
  /** A password opened the entry, so that the field that had the focus is gone. Stays while the entry is read again. */
  justUnlocked: RefObject<boolean>;
};

/** Types that contain a private key behind a password. One without a password raises an anomaly. */
const secrets: Record<string, "encrypted" | "store"> = {
  "Private key, encrypted": "encrypted",
  "Private key, encrypted, text": "encrypted",
  "Key store (PKCS #12)": "store",
  "Java key store": "store",
};

export function FileNotices({ archive, entry, check, onAgain, justUnlocked }: Props) {
  const t = useTranslations("files.view");
  const locale = useLocale();
  const secret = secrets[check.content?.label ?? ""];
  if (entry.kind === "folder" && check.readBytes === 0) return null;
  if (check.state === "unreadable") {
    if (check.reason === "password" || check.reason === "password_wrong" || check.reason === "password_unproven")
      return (
        <PasswordForm
          archive={archive}
          entry={entry}
          onOpened={() => {
            justUnlocked.current = true;
            onAgain(false);
          }}
        />
      );
    const reasons = {
      header: "noHeader",
      method: "method",
      encryption: "encryption",
    } as const;
    const reason = t(check.reason === null ? "limit" : reasons[check.reason], {
      method: entry.method,
      name: methodName(entry.method),
    });
    return <Notice tone="unsure" role="status" title={t("unreadable", { reason })} />;
  }
  if (check.state === "stopped") {
    const isLimit = check.anomalies.some(({ code }) => code === "decoder_too_large" || code === "dictionary_missing");
    return (
      <Notice
        tone="unsure"
        role="status"
        title={t("stopped", { size: formatSize(check.readBytes, locale) })}
        actions={isLimit ? null : <Button onClick={() => onAgain(true)}>{t("continue")}</Button>}
      />
    );
  }
  return (
    <>
      {entry.encryption === null ? null : (
        <div className="flex flex-wrap items-center justify-between gap-2 text-soft">
          <p
            tabIndex={-1}
            ref={(text) => {
              if (text === null || !justUnlocked.current) return;
              justUnlocked.current = false;
              text.focus();
            }}
          >
            {t("password.opened")}
          </p>
          <Button
            look="quiet"
            icon={LockKeyhole}
            onClick={() => {
              archive.forgetPasswords();
              onAgain(false);
            }}
          >
            {t("password.forget")}
          </Button>
        </div>
      )}
      {check.state === "damaged" ? <Notice tone="contradicted" role="status" title={t("damaged")} /> : null}
      {entry.kind === "link" ? <p>{t("link")}</p> : null}
      {secret ? <Notice tone="unsure" title={t(`keys.${secret}`)} /> : null}
      {check.content?.kind === "executable" ? <Notice tone="unsure" title={t("executable")} /> : null}
    </>
  );
}
