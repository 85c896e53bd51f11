"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { listRows, useVirtualRows } from "#components/ui/use-virtual-rows";
import { toHex } from "#lib/bytes/hex";
import { useLoaded } from "#lib/runtime/use-loaded";
import { useContentLabel } from "../content-label.tsx";
import type { PreviewProps } from "../preview-props.ts";

const perLine = 16;
const lineHeight = 20;
const overscanLines = 20;
const windowBytes = 64 * 1024;
/** Browsers limit element height; the end of a huge file is omitted from the view, not from the download. */
const maxLines = 500_000;

/** Bytes as hex and ASCII. Renders only visible lines and reads only the bytes around them. */
export function HexPreview({ entry, content }: PreviewProps) {
  const t = useTranslations("files.hex");
  const label = useContentLabel();
  const { blob, check } = content;
  const lines = Math.min(Math.ceil(blob.size / perLine), maxLines);
  const { scroller, onScroll, scroll } = useVirtualRows(lines, lineHeight, null);
  const rows = listRows(scroll, lines, lineHeight, overscanLines);
  const first = Math.floor(((rows[0]?.row ?? 0) * perLine) / windowBytes) * windowBytes;
  const bytes = useWindow(blob, first);
  const known =
    check.content && check.content.label !== "Unknown"
      ? t("magic", { type: label(check.content, false) })
      : t("unknown");
  return (
    <div>
      <p className="mb-2 text-[0.8125rem] text-soft">{known}</p>
      <section
        ref={scroller}
        aria-label={t("label", { number: entry.number })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="max-h-[26rem] overflow-auto rounded-lg border border-line bg-raised p-2 font-mono text-xs"
      >
        <div className="relative min-w-max" style={{ height: scroll.spacerHeight }}>
          {rows.map(({ row, top }) => (
            <pre key={row} className="absolute left-0 leading-5" style={{ top }}>
              {bytes ? formatLine(bytes, row * perLine - first, row * perLine) : ""}
            </pre>
          ))}
        </div>
      </section>
    </div>
  );
}

/** Reads two windows of bytes around the visible lines. */
function useWindow(blob: Blob, first: number): Uint8Array | null {
  const load = useCallback(
    async () => new Uint8Array(await blob.slice(first, first + 2 * windowBytes).arrayBuffer()),
    [blob, first],
  );
  const bytes = useLoaded(load);
  return bytes.phase === "ready" ? bytes.value : null;
}

/** `00000010  48 65 6c 6c 6f …  |Hello…|` */
function formatLine(bytes: Uint8Array, from: number, offset: number): string {
  let hex = "";
  let text = "";
  for (let at = from; at < from + perLine; at += 1) {
    const byte = at >= 0 ? bytes[at] : undefined;
    hex += byte === undefined ? "   " : `${toHex(Uint8Array.of(byte))} `;
    if (at - from === 7) hex += " ";
    if (byte !== undefined) text += byte >= 32 && byte < 127 ? String.fromCharCode(byte) : "·";
  }
  return `${offset.toString(16).padStart(8, "0")}  ${hex} ${text}`;
}
