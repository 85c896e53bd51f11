"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";
import type { JsonSession } from "#lib/json-viewer/session";

const shownPages = ["first", "second", "third"] as const;
const widthPx = 800;

/** The first pages of a PDF that a base64 text holds; the viewer comes only when it is needed. */
export function EmbeddedPdf({ session, node }: { session: JsonSession; node: number }) {
  const t = useTranslations("json");
  const host = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<{ pages: number } | "failed" | null>(null);

  useEffect(() => {
    let left = false;
    void (async () => {
      const [answer, { drawPdf }] = await Promise.all([
        session.client.ask("decodeBase64", { node }),
        import("./draw-pdf.ts"),
      ]);
      const canvases = [...(host.current?.querySelectorAll("canvas") ?? [])];
      if (left || answer === null) return answer === null ? setOutcome("failed") : undefined;
      const pages = await drawPdf(answer.bytes, canvases, widthPx);
      if (!left) setOutcome({ pages });
    })().catch(() => {
      if (!left) setOutcome("failed");
    });
    return () => {
      left = true;
    };
  }, [session, node]);

  if (outcome === "failed") return <Notice tone="unsure" title={t("pdfBroken")} />;
  return (
    <figure className="mb-4">
      <div ref={host} role="img" aria-label={t("pdfAlt")} className="space-y-2">
        {shownPages.map((page) => (
          <canvas key={page} hidden className="max-w-full border border-line bg-white" />
        ))}
      </div>
      {outcome ? (
        <figcaption className="mt-1 text-xs text-soft">
          {t("pdfPages", { count: outcome.pages, shown: Math.min(outcome.pages, shownPages.length) })}
        </figcaption>
      ) : null}
    </figure>
  );
}
