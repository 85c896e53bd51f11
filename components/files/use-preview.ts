import { type ComponentType, useEffect, useState } from "react";
import type { PreviewProps } from "./preview-props.ts";

type Preview = ComponentType<PreviewProps>;

/** Each preview is its own chunk, loaded with the first file of its kind. */
const loaders = {
  image: async () => (await import("./previews/image-preview.tsx")).ImagePreview,
  pdf: async () => (await import("./previews/pdf-preview.tsx")).PdfPreview,
  media: async () => (await import("./previews/media-preview.tsx")).MediaPreview,
  json: async () => (await import("./previews/json-preview.tsx")).JsonPreview,
  text: async () => (await import("./previews/text-preview.tsx")).TextPreview,
  certificate: async () => (await import("./previews/certificate-preview.tsx")).CertificatePreview,
  cms: async () => (await import("./previews/cms-preview.tsx")).CmsPreview,
  archive: async () => (await import("./previews/archive-inside.tsx")).ArchiveInside,
  hex: async () => (await import("./previews/hex-preview.tsx")).HexPreview,
} satisfies Record<string, () => Promise<Preview>>;

export type PreviewName = keyof typeof loaders;

const loaded = new Map<PreviewName, Preview>();

export async function loadPreview(name: PreviewName): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, await loaders[name]());
}

/** Null while the code loads; throws if loading fails. Not `lazy`: React delays content after a fallback by 300 ms. */
export function usePreview(name: PreviewName): Preview | null {
  const [, setNews] = useState<unknown>(null);
  const known = loaded.get(name) ?? null;
  const isKnown = known !== null;
  useEffect(() => {
    if (isKnown) return;
    let left = false;
    loadPreview(name).then(
      () => !left && setNews({}),
      (error: unknown) =>
        !left &&
        setNews(() => {
          throw error;
        }),
    );
    return () => {
      left = true;
    };
  }, [name, isKnown]);
  return known;
}
