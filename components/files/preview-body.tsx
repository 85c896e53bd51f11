"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton";
import { useMasking } from "#lib/evidence/use-masking";
import type { ContentKind } from "#lib/formats/media/model";
import { PreviewBodyContext } from "./preview-body-context.ts";
import type { PreviewProps } from "./preview-props.ts";
import { type PreviewName, usePreview } from "./use-preview.ts";

const previews: Partial<Record<ContentKind, PreviewName>> = {
  image: "image",
  jpeg2000: "image",
  portrait: "image",
  pdf: "pdf",
  video: "media",
  audio: "media",
  json: "json",
  text: "text",
  markup: "text",
  certificate: "certificate",
  cms: "cms",
  archive: "archive",
};

/** Shows one file by its content; bytes if it has no preview, or on request. */
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
  const asBytes = props.context.position.view === "bytes" || check.state === "stopped";
  return (
    <PreviewBodyContext value={PreviewBody}>
      <NamedPreview name={(asBytes ? undefined : previews[content.shownAs ?? content.kind]) ?? "hex"} {...props} />
    </PreviewBodyContext>
  );
}

function NamedPreview({ name, ...props }: PreviewProps & { name: PreviewName }) {
  const Preview = usePreview(name);
  return Preview === null ? <Skeleton lines={6} /> : <Preview {...props} />;
}
