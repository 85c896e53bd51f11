"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "#components/ui/notice";
import type { Media } from "#lib/formats/json/recognise-value";
import type { JsonSession } from "#lib/json-viewer/session";
import { EmbeddedPdf } from "./embedded-pdf.tsx";

const drawn: readonly Media[] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Renders the image or PDF of a base64 text from memory, without a request. */
export function EmbeddedMedia({ session, node, media }: { session: JsonSession; node: number; media: Media }) {
  const t = useTranslations("json");
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const picture = drawn.includes(media);

  useEffect(() => {
    if (!picture) return;
    let url: string | null = null;
    let left = false;
    void session.client.call("decodeBase64", { node }).then((response) => {
      if (left) return;
      if (response === null) setFailed(true);
      else {
        url = URL.createObjectURL(new Blob([response.bytes], { type: media }));
        setAddress(url);
      }
    });
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [session, node, media, picture]);

  if (failed) return <Notice tone="unsure" title={t("pictureBroken")} />;
  if (media === "application/pdf") return <EmbeddedPdf session={session} node={node} />;
  if (!picture || !address) return null;
  return (
    // biome-ignore lint/performance/noImgElement: the bytes are in memory; an image server cannot optimize them.
    <img
      src={address}
      alt={t("pictureAlt")}
      onError={() => setFailed(true)}
      className="mb-4 max-h-96 max-w-full rounded border border-line object-contain"
    />
  );
}
