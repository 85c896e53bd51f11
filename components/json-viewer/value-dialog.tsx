"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Dialog } from "#components/ui/dialog";
import { visibleText } from "#lib/i18n/escape-invisible";
import { formatSize } from "#lib/i18n/format-size";
import type { JsonRow } from "#lib/json-viewer/row";
import type { JsonSession } from "#lib/json-viewer/session";
import { EmbeddedMedia } from "./embedded-media.tsx";

/** Bytes of a long value shown at a time. */
const partBytes = 20_000;

type Part = { from: number; text: string };

export function ValueDialog({ session, row, onClose }: { session: JsonSession; row: JsonRow; onClose: () => void }) {
  const t = useTranslations("json");
  const locale = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const [parts, setParts] = useState<Part[]>([]);
  const [nextFrom, setNextFrom] = useState<number | null>(0);
  const path = session.view().details?.path ?? "$";

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    let left = false;
    void session.client.call("valueText", { node: row.node, from: 0, characters: partBytes }).then((response) => {
      if (left) return;
      setParts([{ from: 0, text: response.text }]);
      setNextFrom(response.nextFrom);
    });
    return () => {
      left = true;
    };
  }, [session, row.node]);

  const more = async () => {
    if (nextFrom === null) return;
    const response = await session.client.call("valueText", { node: row.node, from: nextFrom, characters: partBytes });
    setParts([...parts, { from: nextFrom, text: response.text }]);
    setNextFrom(response.nextFrom);
  };

  const { recognised } = row;
  return (
    <Dialog
      ref={dialog}
      onClose={onClose}
      name={t("valueOf", { path })}
      className="flex max-h-[85dvh] w-[min(56rem,94vw)] flex-col p-0"
    >
      <header className="flex items-center gap-2 border-b border-line px-4 py-2">
        <code className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]" title={path}>
          {path}
        </code>
        <CopyButton
          text={() => session.client.call("copy", { node: row.node, what: "value" }).then(({ text }) => text)}
          what={t("what.value")}
        />
        <Button look="quiet" icon={X} iconOnly onClick={() => dialog.current?.close()}>
          {t("close")}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-auto p-4">
        {recognised?.what === "base64" && !row.masked ? (
          <EmbeddedMedia session={session} node={row.node} media={recognised.media} />
        ) : null}
        {row.reads && row.value.cutBytes === 0 ? (
          <p className="mb-3">
            <span className="text-soft">{t("reads")} </span>
            <bdi>{visibleText(row.reads)}</bdi>
          </p>
        ) : null}
        <pre className="font-mono text-[0.8125rem] break-all whitespace-pre-wrap">
          {row.masked ? t("masked") : parts.map((part) => <span key={part.from}>{visibleText(part.text)}</span>)}
        </pre>
        {nextFrom !== null && nextFrom > 0 && !row.masked ? (
          <div className="mt-3">
            <Button onClick={() => void more()}>{t("showMore", { size: formatSize(partBytes, locale) })}</Button>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
