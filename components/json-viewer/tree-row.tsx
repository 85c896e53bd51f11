import { memo } from "react";
import type { JsonRow, RowText } from "#lib/json-viewer/row";
import { MarkedText } from "./marked-text.tsx";
import { type RowNoteProps, RowNotes } from "./row-notes.tsx";

export const rowHeightPx = 24;
const indentPx = 18;
/** Maximum indent levels; deeper rows show their level as a number. */
const maxIndents = 14;

const valueLook: Record<JsonRow["kind"], string> = {
  string: "text-ink",
  number: "text-unsure",
  true: "text-accent",
  false: "text-accent",
  null: "text-soft italic",
  object: "text-soft",
  array: "text-soft",
};

const closed = (text: RowText) => (text.cutBytes > 0 ? "…" : "");

type TreeRowProps = RowNoteProps & {
  row: JsonRow;
  id: string;
  top: number;
  active: boolean;
  /** Pinned copy above its contents, hidden from assistive technology. */
  sticky?: boolean;
};

export const TreeRow = memo(function TreeRow({ row, id, top, active, sticky = false, ...notes }: TreeRowProps) {
  const { t } = notes;
  const indents = Math.min(row.level - 1, maxIndents);
  const role = sticky
    ? { "aria-hidden": true }
    : {
        role: "treeitem",
        "aria-level": row.level,
        "aria-posinset": row.position + 1,
        "aria-setsize": row.setSize,
        "aria-selected": active,
        ...(row.open === null ? {} : { "aria-expanded": row.open }),
      };
  const container = row.kind === "object" || row.kind === "array";
  const counted =
    container && row.children > 0 ? t(row.kind === "object" ? "members" : "items", { count: row.children }) : null;
  return (
    <div
      {...role}
      id={id}
      data-row={sticky ? undefined : row.node}
      className={`absolute left-0 flex h-6 w-max min-w-full items-center pr-4 leading-6 whitespace-pre [contain:layout_style] ${active ? "bg-accent-soft forced-colors:outline" : sticky ? "bg-sheet" : ""}`}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 12 + indents * indentPx }}
    >
      <span
        data-toggle={row.open === null ? undefined : ""}
        aria-hidden
        className={`inline-block w-6 shrink-0 self-stretch ${row.open === null ? "" : "relative cursor-pointer text-soft before:absolute before:top-2 before:left-1 before:size-[0.45rem] before:-rotate-45 before:border-r-[1.5px] before:border-b-[1.5px] before:border-current before:content-[''] data-[open=true]:before:top-[0.45rem] data-[open=true]:before:rotate-45"}`}
        data-open={row.open}
      />
      {row.level - 1 > maxIndents ? <span className="mr-1 text-[0.6875rem] text-soft">{row.level}</span> : null}
      {row.name ? (
        <>
          <bdi className="text-accent">
            <MarkedText text={row.name.text} marks={row.name.marks} />
            {closed(row.name)}
            {row.name.further ? <MarkedText {...row.name.further} /> : null}
          </bdi>
          <span className="text-soft">{container ? " " : ": "}</span>
        </>
      ) : row.level > 1 ? (
        <span className="text-soft">{row.position} </span>
      ) : null}
      <bdi className={valueLook[row.kind]}>
        {counted && (row.open || row.value.text === "") ? `${row.kind === "object" ? "{" : "["} ${counted}` : null}
        {row.open ? null : <MarkedText text={row.value.text} marks={row.value.marks} />}
        {closed(row.value)}
        {row.value.further ? <MarkedText {...row.value.further} /> : null}
      </bdi>
      {counted && row.open === false && row.value.text !== "" ? (
        <span className="ml-2 text-xs text-soft">{counted}</span>
      ) : null}
      {row.value.further && row.value.further.others > 0 ? (
        <span className="ml-2 text-xs text-soft">{t("otherHits", { count: row.value.further.others })}</span>
      ) : null}
      <RowNotes row={row} {...notes} />
    </div>
  );
});
