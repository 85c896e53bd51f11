"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { EntryCheck } from "#lib/files/model";
import { methodName } from "#lib/formats/zip/compression-methods";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { isSupportedMethod } from "#lib/formats/zip/read-entry";
import { formatSize } from "#lib/i18n/format-size";

export function FileNotices({
  entry,
  check,
  onContinue,
}: {
  entry: ArchiveEntry;
  check: EntryCheck;
  onContinue: () => void;
}) {
  const t = useTranslations("files.view");
  const locale = useLocale();
  if (entry.kind === "folder" && check.readBytes === 0) return null;
  if (check.state === "unreadable") {
    const reason = entry.encrypted
      ? t("encrypted")
      : isSupportedMethod(entry.method)
        ? t("noHeader")
        : t("method", { method: entry.method, name: methodName(entry.method) });
    return <Notice tone="unsure" role="status" title={t("unreadable", { reason })} />;
  }
  if (check.state === "stopped") {
    return (
      <Notice
        tone="unsure"
        role="status"
        title={t("stopped", { size: formatSize(check.readBytes, locale) })}
        actions={<Button onClick={onContinue}>{t("continue")}</Button>}
      />
    );
  }
  return (
    <>
      {check.state === "damaged" ? <Notice tone="contradicted" role="status" title={t("damaged")} /> : null}
      {entry.kind === "link" ? <p>{t("link")}</p> : null}
      {check.content?.kind === "executable" ? <Notice tone="unsure" title={t("executable")} /> : null}
    </>
  );
}
