"use client";

import { Braces, Code, Download, ListTree, WrapText, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { saveBlob } from "#components/ui/save-blob";
import { formatSize } from "#lib/i18n/format-size";
import type { JsonRow } from "#lib/json-viewer/row";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";
import { ExpandChoice } from "./expand-choice.tsx";
import { FindBar } from "./find-bar.tsx";
import { NodeFooter } from "./node-footer.tsx";
import { RawView } from "./raw-view.tsx";
import type { DigestProps } from "./row-notes.tsx";
import { ScanErrorNotice } from "./scan-error-notice.tsx";
import { ValueDialog } from "./value-dialog.tsx";
import { VirtualTree } from "./virtual-tree.tsx";

type JsonViewerProps = DigestProps & {
  session: JsonSession;
  view: JsonView;
  blob: Blob;
  fileName: string;
  masked: boolean;
  labels: { tree: string; find: string; raw: string };
};

export function JsonViewer({ session, view, blob, fileName, masked, labels, ...notes }: JsonViewerProps) {
  const t = useTranslations("json");
  const locale = useLocale();
  const [raw, setRaw] = useState<{ shown: boolean; goTo: { offset: number; from: number | null } | null }>({
    shown: false,
    goTo: null,
  });
  const [pretty, setPretty] = useState(false);
  const [wrap, setWrap] = useState(true);
  const [shown, setShown] = useState<JsonRow | null>(null);
  const { progress } = view;
  const error = progress?.error ?? null;
  /** Offset of the current hit or row; a requested syntax error takes precedence until that changes. */
  const position = view.hit && view.hit.node === view.details?.node ? view.hit.offset : (view.details?.offset ?? null);
  const showTree = !raw.shown && view.rowCount > 0;

  return (
    <section
      aria-label={labels.tree}
      className="flex h-[max(36rem,calc(100dvh-26rem))] lg:h-[max(30rem,calc(100dvh-26rem))] min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-sheet print:h-auto"
    >
      <div className="flex flex-wrap items-start gap-2 border-b border-line p-2.5">
        <FindBar session={session} find={view.find} hit={view.hit} label={labels.find} />
        {raw.shown ? (
          <>
            <Button icon={Braces} aria-pressed={pretty} onClick={() => setPretty(!pretty)}>
              {t(pretty ? "asSent" : "pretty")}
            </Button>
            <Button icon={WrapText} aria-pressed={wrap} disabled={pretty} onClick={() => setWrap(!wrap)}>
              {t("wrap")}
            </Button>
          </>
        ) : (
          <ExpandChoice session={session} />
        )}
        <Button icon={raw.shown ? ListTree : Code} onClick={() => setRaw({ shown: !raw.shown, goTo: null })}>
          {t(raw.shown ? "tree" : "raw")}
        </Button>
        <Button icon={Download} title={t("download")} onClick={() => saveBlob(blob, fileName)}>
          <span className="sr-only">{t("download")}</span>
          {formatSize(blob.size, locale)}
        </Button>
      </div>
      {view.phase === "reading" || view.phase === "opening" ? <Reading session={session} view={view} /> : null}
      {view.phase === "cancelled" ? <p className="border-b border-line px-4 py-2 text-soft">{t("cancelled")}</p> : null}
      {view.phase === "failed" ? <Notice role="alert" tone="unsure" title={t("workerFailed")} /> : null}
      {error ? (
        <div className="border-b border-line p-2.5">
          <ScanErrorNotice
            error={error}
            anythingShown={view.rowCount > 0}
            masked={masked}
            actions={
              <Button onClick={() => setRaw({ shown: true, goTo: { offset: error.offset, from: position } })}>
                {t("showPosition")}
              </Button>
            }
          />
        </div>
      ) : null}
      {showTree ? <VirtualTree session={session} view={view} label={labels.tree} onShow={setShown} {...notes} /> : null}
      {raw.shown ? (
        <RawView
          session={session}
          label={labels.raw}
          pretty={pretty}
          wrap={wrap}
          masked={masked}
          goTo={raw.goTo?.from === position ? raw.goTo.offset : null}
          position={position}
          found={`${view.find?.text} ${view.find?.count}`}
          nodeCount={progress?.nodeCount ?? 0}
        />
      ) : null}
      {raw.shown ? null : <NodeFooter session={session} details={view.details} />}
      {shown ? <ValueDialog session={session} row={shown} onClose={() => setShown(null)} /> : null}
    </section>
  );
}

function Reading({ session, view }: { session: JsonSession; view: JsonView }) {
  const t = useTranslations("json");
  const locale = useLocale();
  const { readBytes = 0, sizeBytes = 1 } = view.progress ?? {};
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 py-1.5 text-xs text-soft">
      <progress
        aria-label={t("reading")}
        max={sizeBytes}
        value={readBytes}
        className="h-1.5 flex-1 overflow-hidden rounded-full"
      />
      <span>{t("readSoFar", { read: formatSize(readBytes, locale), size: formatSize(sizeBytes, locale) })}</span>
      <Button look="quiet" icon={X} onClick={() => void session.cancel()}>
        {t("cancel")}
      </Button>
    </div>
  );
}
