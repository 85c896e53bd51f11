"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { EntryCheck } from "#lib/files/model";
import { safeFileName } from "#lib/files/safe-file-name";
import { extensionOf, nameAgrees } from "#lib/formats/media/extension";
import { methodName } from "#lib/formats/zip/compression-methods";
import { declaresNoCrc, type Encryption } from "#lib/formats/zip/encryption";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { formatSize } from "#lib/i18n/format-size";
import { useContentLabel } from "./content-label.tsx";
import { useDigestMatch } from "./digest-match.tsx";

const hex = (value: number) => value.toString(16).padStart(8, "0");

export function FileFacts({
  entry,
  check,
  total,
}: {
  entry: ArchiveEntry;
  check: EntryCheck | undefined;
  total: number;
}) {
  const t = useTranslations("files.facts");
  const locale = useLocale();
  const label = useContentLabel();
  const findMatch = useDigestMatch();
  const content = check?.content ?? null;
  const extension = extensionOf(entry.name);
  const differs = check?.anomalies.some((anomaly) => anomaly.code === "type_differs");
  const match = check?.sha256 ? findMatch({ number: entry.number, name: entry.name, sha256: check.sha256 }) : null;
  const bytes = (count: number) => `${formatSize(count, locale)} · ${t("bytes", { count })}`;
  return (
    <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-[0.8125rem]">
      {content ? (
        <FileFactLine name={t("type")}>
          {t(nameAgrees(entry.name, content) ? "byBoth" : "byContent", { type: label(content) })}
          {differs ? <span className="text-unsure">; {t("extension", { extension })}</span> : null}
        </FileFactLine>
      ) : null}
      {entry.headerName === null ? null : (
        <FileFactLine name={t("headerName")}>
          <Verbatim text={entry.headerName} />
        </FileFactLine>
      )}
      <FileFactLine name={t("size")}>{bytes(entry.sizeBytes)}</FileFactLine>
      <FileFactLine name={t("compressed")}>
        {bytes(entry.compressedBytes)}, {methodName(entry.method)}
      </FileFactLine>
      {entry.encryption ? (
        <FileFactLine name={t("encryption")}>{encryptionName(entry.encryption) ?? t("encryptionUnknown")}</FileFactLine>
      ) : null}
      {entry.modified ? (
        <FileFactLine name={t("modified")}>
          {entry.modified.replace("T", " ")}{" "}
          <span className="text-soft">{entry.modifiedIsUtc ? t("utc") : t("noZone")}</span>
        </FileFactLine>
      ) : null}
      {check?.crc32 !== null && check?.crc32 !== undefined ? (
        <FileFactLine name={t("crc")}>
          <code className="font-mono">{hex(check.crc32)}</code>{" "}
          {declaresNoCrc(entry) ? null : (
            <span className={check.crc32 === entry.crc32 ? "text-soft" : "text-contradicted"}>
              {check.crc32 === entry.crc32 ? t("crcGood") : t("crcBad", { declared: hex(entry.crc32) })}
            </span>
          )}
        </FileFactLine>
      ) : null}
      {check?.sha256 ? (
        <FileFactLine name={t("sha256")}>
          <Identifier value={check.sha256} what={t("sha256")} />
        </FileFactLine>
      ) : null}
      {match ? (
        <FileFactLine name={t("claimed")}>
          <Badge tone={match.tone}>{match.label}</Badge>{" "}
          {match.claimedIn ? (
            <>
              {match.claimedIn.artefact} <Verbatim text={match.claimedIn.path} />
            </>
          ) : null}
        </FileFactLine>
      ) : null}
      {content ? (
        <FileFactLine name={t("savedAs")}>
          <code className="font-mono break-all">{safeFileName(entry.number, entry.name, content, total)}</code>
        </FileFactLine>
      ) : null}
    </dl>
  );
}

/** Names of the schemes are the same in every language. */
function encryptionName(encryption: Encryption): string | null {
  if (encryption.kind === "unknown") return null;
  return encryption.kind === "zipcrypto" ? "ZipCrypto" : `AES-${encryption.bits} (WinZip AE-${encryption.version})`;
}

export function FileFactLine({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
