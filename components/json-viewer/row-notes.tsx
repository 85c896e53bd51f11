import Link from "next/link";
import type { useTranslations } from "next-intl";
import { formatSize } from "#lib/i18n/format-size";
import { formatTime } from "#lib/i18n/format-time";
import type { JsonRow } from "#lib/json-viewer/row";
import type { DigestLinkMap } from "./digest-links.tsx";

export type DigestProps = {
  digests?: DigestLinkMap | undefined;
};

/** Translations, looked up once for all rows, which halves the cost of a row. */
export type RowNoteProps = DigestProps & { t: ReturnType<typeof useTranslations<"json">>; locale: string };

const pill = "ml-2 rounded px-1.5 text-xs leading-5";

export function RowNotes({ row, digests, t, locale }: { row: JsonRow } & RowNoteProps) {
  const { recognised, duplicate, masked } = row;
  const file = recognised?.what === "digest" && !masked ? digests?.get(recognised.hex) : undefined;
  const long = row.value.cutBytes > 0 || recognised?.what === "base64";
  return (
    <>
      {duplicate ? (
        <span className={`${pill} bg-unsure-soft text-unsure`}>
          {t("duplicate", { nth: duplicate.nth, total: duplicate.total })}
        </span>
      ) : null}
      {row.loneSurrogate ? <span className={`${pill} bg-unsure-soft text-unsure`}>{t("loneSurrogate")}</span> : null}
      {row.inexact ? <span className={`${pill} bg-unsure-soft text-unsure`}>{t("inexact")}</span> : null}
      {masked ? <span className="sr-only">{t("masked")}</span> : null}
      {recognised?.what === "time" && !masked ? (
        <span className="ml-2 text-xs text-soft">{formatTime(recognised.iso, locale)}</span>
      ) : null}
      {recognised?.what === "digest" && !file && !masked ? (
        <span className="ml-2 text-xs text-soft">{t("digest", { bits: recognised.algorithm.slice(3) })}</span>
      ) : null}
      {file ? (
        <Link
          prefetch={false}
          href={file.href}
          className={`${pill} no-underline ${file.proven ? "bg-proven-soft text-proven" : "bg-accent-soft text-accent"}`}
        >
          {file.proven ? t("matchesFile", { name: file.label }) : t("isFile", { name: file.label })}
        </Link>
      ) : null}
      {recognised?.what === "base64" ? (
        <span className="ml-2 text-xs text-soft">
          {t("base64", { size: formatSize(recognised.sizeBytes, locale), media: mediaWord(recognised.media) })}
        </span>
      ) : row.value.cutBytes > 0 && !masked ? (
        <span className="ml-2 text-xs text-soft">{t("more", { size: formatSize(row.value.cutBytes, locale) })}</span>
      ) : null}
      {long && !masked ? (
        <button
          type="button"
          tabIndex={-1}
          data-show=""
          className="ml-2 h-5 rounded-full border border-edge px-2 text-xs leading-4 text-ink hover:bg-raised"
        >
          {t("show")}
        </button>
      ) : null}
    </>
  );
}

function mediaWord(media: string): "picture" | "pdf" | "unknown" {
  if (media.startsWith("image/")) return "picture";
  return media === "application/pdf" ? "pdf" : "unknown";
}
