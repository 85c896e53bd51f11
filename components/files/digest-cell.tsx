"use client";

import type { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import type { EntryCheck } from "#lib/files/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { useDigestMatch } from "./digest-match.tsx";

type DigestCellProps = {
  entry: ArchiveEntry;
  check: EntryCheck | undefined;
  t: ReturnType<typeof useTranslations<"files.row">>;
};

/** Shows what the digest matches if it was compared, else the digest itself or why it is missing. */
export function DigestCell({ entry, check, t }: DigestCellProps) {
  const findMatch = useDigestMatch();
  if (!check) return <span className="text-soft">{t("waiting")}</span>;
  if (check.state === "damaged") return <Badge tone="contradicted">{t("damaged")}</Badge>;
  if (check.state === "stopped") return <Badge tone="unsure">{t("stopped")}</Badge>;
  if (entry.kind === "folder" && check.state === "unreadable") return null;
  if (check.state === "unreadable") {
    if (check.reason?.startsWith("password")) return <Badge tone="silent">{t("encrypted")}</Badge>;
    const isOurLimit = check.reason === "method" || check.reason === "encryption";
    return <Badge tone="unsure">{t(isOurLimit ? "notHere" : "unreadable")}</Badge>;
  }
  if (entry.kind === "folder" || check.sha256 === null) return null;
  const match = findMatch({ number: entry.number, name: entry.name, sha256: check.sha256 });
  if (match) return <Badge tone={match.tone}>{match.label}</Badge>;
  return (
    <code className="font-mono text-xs text-soft" title={check.sha256}>
      <span aria-hidden>{truncateMiddle(check.sha256, 6, 4)}</span>
      <span className="sr-only">{check.sha256}</span>
    </code>
  );
}
