"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { Skeleton } from "#components/ui/skeleton";
import { useMasking } from "#lib/evidence/masking";
import type { FileContent } from "#lib/files/archive-state";
import type { ArchiveEntry, ContentKind } from "#lib/files/model";
import type { PreviewPlace } from "./preview-region.tsx";

/** What every preview gets. The Blob has no type: a preview that hands it to the browser gives it the type it means. */
export type PreviewProps = { entry: ArchiveEntry; content: FileContent; place: PreviewPlace };

const loading = () => <Skeleton lines={6} />;
const ImagePreview = dynamic(() => import("./previews/image-preview.tsx").then((part) => part.ImagePreview), {
  loading,
});
const PdfPreview = dynamic(() => import("./previews/pdf-preview.tsx").then((part) => part.PdfPreview), {
  ssr: false,
  loading,
});
const MediaPreview = dynamic(() => import("./previews/media-preview.tsx").then((part) => part.MediaPreview), {
  loading,
});
const JsonPreview = dynamic(() => import("./previews/json-preview.tsx").then((part) => part.JsonPreview), { loading });
const TextPreview = dynamic(() => import("./previews/text-preview.tsx").then((part) => part.TextPreview), { loading });
const CertificatePreview = dynamic(
  () => import("./previews/certificate-preview.tsx").then((part) => part.CertificatePreview),
  { ssr: false, loading },
);
const CmsPreview = dynamic(() => import("./previews/cms-preview.tsx").then((part) => part.CmsPreview), {
  ssr: false,
  loading,
});
const ArchiveInside = dynamic(() => import("./previews/archive-inside.tsx").then((part) => part.ArchiveInside), {
  ssr: false,
  loading,
});
const HexPreview = dynamic(() => import("./previews/hex-preview.tsx").then((part) => part.HexPreview), { loading });

const previews: Partial<Record<ContentKind, ComponentType<PreviewProps>>> = {
  image: ImagePreview,
  jpeg2000: ImagePreview,
  portrait: ImagePreview,
  pdf: PdfPreview,
  video: MediaPreview,
  audio: MediaPreview,
  json: JsonPreview,
  text: TextPreview,
  markup: TextPreview,
  certificate: CertificatePreview,
  cms: CmsPreview,
  archive: ArchiveInside,
};

/** One file by its content; everything without a preview of its own, and every file on request, as bytes. */
export function PreviewBody(props: PreviewProps) {
  const t = useTranslations("files.view");
  const { masked } = useMasking();
  const { check } = props.content;
  const { content } = check;
  if (check.state === "unreadable" || content === null) return null;
  if (content.kind === "empty") return <p className="text-soft">{t("empty")}</p>;
  if (masked) {
    return (
      <div className="rounded-lg bg-silent-soft p-6 text-center text-soft">
        <p>{t("masked")}</p>
        <p>{t("show")}</p>
      </div>
    );
  }
  const asBytes = props.place.position.view === "bytes" || check.state === "stopped";
  const Preview = (asBytes ? undefined : previews[content.kind]) ?? HexPreview;
  return <Preview {...props} />;
}
