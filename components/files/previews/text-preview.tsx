"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { listRows, useVirtualRows } from "#components/ui/use-virtual-rows";
import type { EncodingId } from "#lib/formats/text/encodings";
import { readText } from "#lib/formats/text/read-text";
import { splitVisible } from "#lib/i18n/escape-invisible";
import { formatSize } from "#lib/i18n/format-size";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { EncodingChoice } from "./encoding-choice.tsx";
import { HexPreview } from "./hex-preview.tsx";

const shownBytes = 8 * 1024 * 1024;
const longestLine = 2000;
const lineHeight = 20;
const overscanLines = 20;

/** Text of any kind, also markup, as plain text; encoding and hidden characters are shown. */
export function TextPreview(file: PreviewProps) {
  const { entry, content } = file;
  const t = useTranslations("files.text");
  const locale = useLocale();
  const { blob } = content;
  const [choice, setChoice] = useState<EncodingId | null>(null);
  const detected = useLoaded(useCallback((signal: AbortSignal) => readText(blob, null, shownBytes, signal), [blob]));
  const loadChosen = useCallback((signal: AbortSignal) => readText(blob, choice, shownBytes, signal), [blob, choice]);
  const chosen = useLoaded(choice === null ? null : loadChosen);
  if (detected.phase === "loading") return <Skeleton lines={6} />;
  // The choice stays in place while a text is read again, so that the keyboard's focus stays in it.
  const shown = choice === null ? detected : chosen;
  if (detected.phase === "failed" || shown.phase === "failed") {
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={t("failed")} />
        <HexPreview {...file} />
      </div>
    );
  }
  const label = content.check.content?.label;
  const note = label === "HTML" || label === "SVG" || label === "XML" ? label : "other";
  return (
    <div>
      <p className="mb-2 text-[0.8125rem] text-soft">
        {t(`note.${note}`)}
        {blob.size > shownBytes
          ? ` ${t("cut", { shown: formatSize(shownBytes, locale), total: formatSize(blob.size, locale) })}`
          : ""}
      </p>
      <EncodingChoice guess={detected.value.guess} choice={choice} onChoice={setChoice} />
      {shown.phase === "loading" ? (
        <Skeleton lines={6} />
      ) : (
        <TextLines text={shown.value.text} label={t("label", { number: entry.number })} />
      )}
    </div>
  );
}

function TextLines({ text, label }: { text: string; label: string }) {
  const lines = useMemo(() => splitLines(text), [text]);
  const { scroller, onScroll, scroll } = useVirtualRows(lines.length, lineHeight, null);
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      className="max-h-[26rem] overflow-auto rounded-lg border border-line bg-raised p-2"
    >
      <div
        className="relative min-w-max font-mono text-xs"
        dir="ltr"
        translate="no"
        style={{ height: scroll.spacerHeight }}
      >
        {listRows(scroll, lines.length, lineHeight, overscanLines).map(({ row, top }) => (
          <pre key={row} className="absolute left-0 leading-5" style={{ top }}>
            <VisibleLine text={lines[row] ?? ""} />
          </pre>
        ))}
      </div>
    </section>
  );
}

function VisibleLine({ text }: { text: string }) {
  const { parts, cut } = splitVisible(text.replaceAll("\t", "    "), longestLine);
  let at = 0;
  return (
    <bdi>
      {parts.map((part) => {
        at += part.text.length;
        return part.isUnusual ? (
          <span key={at} className="rounded-sm bg-unsure-soft text-unsure">
            ⟨{part.text}⟩
          </span>
        ) : (
          <span key={at}>{part.text}</span>
        );
      })}
      {cut > 0 ? " …" : ""}
    </bdi>
  );
}

/** Splits at any line break, and splits very long lines, which would block rendering. */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/u)) {
    if (line.length <= longestLine) lines.push(line);
    else for (let at = 0; at < line.length; at += longestLine) lines.push(line.slice(at, at + longestLine));
  }
  return lines;
}
