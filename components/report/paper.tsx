"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Report, Table } from "#lib/report/model";
import { type PaperPage, paginate } from "#lib/report/paginate";
import "./paper.css";
import { type Content, groupContents, listContents, toBlocks } from "#lib/report/blocks";
import { Frame, Heading, PartView, TableView } from "./paper-parts.tsx";

type PaperProps = {
  report: Report;
  /** Addresses of pictures by number of their file. */
  pictures: ReadonlyMap<number, string>;
  /** All pages are laid out, and their pictures decoded. */
  onReady: () => void;
};

/** Height of a page between its head and its foot, as in paper.css: 261 mm. */
const roomPx = (261 * 96) / 25.4;

/**
 * A report on A4 pages, beside the page of the screen and seen only when printed. It is divided into pages here, because not every
 * browser can number pages or repeat heads: first all blocks are measured in one column, then they are placed.
 */
export function Paper({ report, pictures, onReady }: PaperProps) {
  const column = useRef<HTMLDivElement>(null);
  const sheets = useRef<HTMLDivElement>(null);
  /** The first one: a later rendering of the caller must not print again. */
  const [ready] = useState(() => onReady);
  const [contents] = useState(() => listContents(report));
  const [pages, setPages] = useState<readonly PaperPage[] | null>(null);
  // A layout effect, because only the browser knows the height of a text.
  useLayoutEffect(() => {
    let isGone = false;
    void (async () => {
      const { current } = column;
      if (current === null) return;
      await Promise.all([document.fonts.ready, ...decodeImages(current)]);
      if (isGone) return;
      const heights = [...current.children].map((child) => child.getBoundingClientRect().height);
      setPages(paginate(toBlocks(contents, heights), roomPx));
    })();
    return () => {
      isGone = true;
    };
  }, [contents]);
  // An effect, because printing begins once the pages are in the document.
  useLayoutEffect(() => {
    if (pages === null || sheets.current === null) return;
    let isGone = false;
    void Promise.all(decodeImages(sheets.current)).then(() => {
      if (!isGone) ready();
    });
    return () => {
      isGone = true;
    };
  }, [pages, ready]);

  return createPortal(
    <div data-paper="" inert lang={report.language} aria-hidden>
      {pages === null ? (
        <div ref={column} className="paper-column">
          {contents.map((content, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a report never change their order.
            <div key={index} className="paper-block">
              <ContentView content={content} pictures={pictures} />
            </div>
          ))}
        </div>
      ) : (
        <div ref={sheets}>
          {pages.map((page, index) => (
            <Sheet
              key={page.blocks[0] ?? "empty"}
              report={report}
              number={index + 1}
              count={pages.length}
              contents={page.blocks.flatMap((block) => contents[block] ?? [])}
              pictures={pictures}
            />
          ))}
        </div>
      )}
    </div>,
    document.body,
  );
}

const decodeImages = (parent: HTMLElement) =>
  // A picture that the browser cannot decode leaves its frame empty, and the text beside it.
  [...parent.querySelectorAll("img")].map((image) => image.decode().catch(() => undefined));

type SheetProps = Pick<PaperProps, "report" | "pictures"> & {
  number: number;
  count: number;
  contents: readonly Content[];
};

function Sheet({ report, number, count, contents, pictures }: SheetProps) {
  const label = report.pageLabel.replace("{page}", String(number)).replace("{pages}", String(count));
  return (
    <section className="paper-sheet">
      <header>
        <span>
          <strong>{report.product}</strong> {report.title}
        </span>
        {report.demo === null ? null : <strong className="paper-demo">{report.demo}</strong>}
      </header>
      <div className="paper-room">
        {groupContents(contents).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a page never change their order.
          <div key={index} className="paper-block">
            {group.kind === "table" ? (
              <TableView table={group.table} rows={group.rows} />
            ) : (
              <ContentView content={group} pictures={pictures} />
            )}
          </div>
        ))}
      </div>
      <footer>
        <bdi>{report.footer}</bdi>
        <span>{label}</span>
      </footer>
    </section>
  );
}

/** One block alone, as it is measured. */
function ContentView({ content, pictures }: { content: Content } & Pick<PaperProps, "pictures">) {
  if (content.kind === "frame") return <Frame section={content.section} pictures={pictures} />;
  if (content.kind === "heading") return <Heading section={content.section} />;
  if (content.kind === "head") return <TableView table={content.table} rows={[]} />;
  if (content.kind === "row") return <TableView table={withoutHead(content.table)} rows={[content.row]} />;
  return <PartView part={content.part} pictures={pictures} />;
}

const withoutHead = (table: Table): Table => ({
  ...table,
  columns: table.columns.map(({ width }) => ({ title: "", width })),
});
