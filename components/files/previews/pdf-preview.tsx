"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { PdfSession } from "#lib/formats/pdf/pdf-session";
import type { PreviewProps } from "../preview-props.ts";
import { PdfPages } from "./pdf-pages.tsx";
import { PdfPassword } from "./pdf-password.tsx";

type Opened =
  | { phase: "opening" }
  | { phase: "failed"; reason: "failed" | "stopped" }
  | { phase: "locked"; isWrong: boolean }
  | { phase: "open"; session: PdfSession; pages: number; ratio: number };

/** Height over width of A4, for a first page that cannot be read. */
const usualRatio = Math.SQRT2;

/** Renders a PDF page by page; scripts do not run and links are not active. */
export function PdfPreview(props: PreviewProps) {
  const t = useTranslations("files.pdf");
  const { blob } = props.content;
  const [password, setPassword] = useState<string | undefined>(undefined);
  const opened = useSession(blob, password);
  if (opened.phase === "opening") {
    return (
      <div>
        <p className="mb-3 text-soft">{t("loading")}</p>
        <Skeleton lines={6} />
      </div>
    );
  }
  if (opened.phase === "locked") return <PdfPassword isWrong={opened.isWrong} onPassword={setPassword} />;
  if (opened.phase === "failed") return <Notice tone="unsure" role="alert" title={t(opened.reason)} />;
  return <PdfPages session={opened.session} pages={opened.pages} ratio={opened.ratio} preview={props} />;
}

/** @param password stays in the memory of this tab */
function useSession(blob: Blob, password: string | undefined): Opened {
  const [opened, setOpened] = useState<Opened>({ phase: "opening" });
  useEffect(() => {
    let left = false;
    let session: PdfSession | null = null;
    void (async () => {
      const { PdfSession, PdfTimeoutError } = await import("#lib/formats/pdf/pdf-session");
      if (left) return;
      const started = new PdfSession(blob, password === undefined ? {} : { password });
      session = started;
      try {
        const facts = await started.run(async ({ document }) => ({
          pages: document.numPages,
          ratio: await document.getPage(1).then(
            (page) => {
              const { width, height } = page.getViewport({ scale: 1 });
              return height / width;
            },
            () => usualRatio,
          ),
        }));
        if (!left) setOpened({ phase: "open", session: started, ...facts });
      } catch (error) {
        if (left) return;
        if (error instanceof Error && error.name === "PasswordException")
          return setOpened({ phase: "locked", isWrong: password !== undefined });
        setOpened({ phase: "failed", reason: error instanceof PdfTimeoutError ? "stopped" : "failed" });
      }
    })();
    return () => {
      left = true;
      session?.close();
    };
  }, [blob, password]);
  return opened;
}
