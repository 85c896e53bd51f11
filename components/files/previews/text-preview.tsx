"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { Skeleton } from "#components/ui/skeleton";
import { listRows, useVirtualRows } from "#components/ui/use-virtual-rows";
import { detectEncoding } from "#lib/formats/text/detect-encoding";
import { splitVisible } from "#lib/i18n/escape-invisible";
import { formatSize } from "#lib/i18n/format-size";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";

const shownBytes = 8 * 1024 * 1024;
const longestLine = 2000;
const lineHeight = 20;
const overscanLines = 20;

/** Text of any kind, also markup, as plain text; encoding and hidden characters are shown. */
export function TextPreview({ entry, content }: PreviewProps) {
  const t = useTranslations("files.text");
  const facts = useTranslations("files.facts");
  const locale = useLocale();
  const { blob } = content;
  const loaded = useLoaded(useCallback(() => readText(blob), [blob]));
  if (loaded.phase !== "ready") return <Skeleton lines={6} />;
  const read = loaded.value;
  const label = content.check.content?.label;
  const note = label === "HTML" || label === "SVG" || label === "XML" ? label : "other";
  return (
    <div>
      <p className="mb-2 text-[0.8125rem] text-soft">
        {t(`note.${note}`)}{" "}
        {read.certain ? `${facts("encoding")}: ${read.encoding}` : facts("encodingGuess", { encoding: read.encoding })}
        {blob.size > shownBytes
          ? ` ${t("cut", { shown: formatSize(shownBytes, locale), total: formatSize(blob.size, locale) })}`
          : ""}
      </p>
      <TextLines text={read.text} label={t("label", { number: entry.number })} />
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

type ReadText = { text: string; encoding: string; certain: boolean };

async function readText(blob: Blob): Promise<ReadText> {
  const bytes = new Uint8Array(await blob.slice(0, shownBytes).arrayBuffer());
  const guess = detectEncoding(bytes.subarray(0, 64 * 1024), bytes.length <= 64 * 1024) ?? {
    encoding: "windows-1252" as const,
    label: "Windows-1252",
    certain: false,
  };
  return {
    text: new TextDecoder(guess.encoding).decode(bytes),
    encoding: guess.label ?? "Windows-1252",
    certain: guess.certain,
  };
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
