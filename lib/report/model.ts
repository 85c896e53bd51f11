/**
 * A report as plain data: sections of facts, texts, tables and pictures, in the language of the reader. It knows neither React nor a page:
 * views for paper, HTML and PDF render the same report.
 */

/** Stands before a text as a sign, because paper may have no colour. */
export type Mark = "agrees" | "differs" | "unsure" | "none";

/** `code` is fixed-width: IDs, digests, paths, codes. Views isolate each span, because its text may come from outside. */
export type Span = { text: string; look?: "code" | "strong" | "soft"; mark?: Mark };
export type Cell = readonly Span[];

export type Facts = { kind: "facts"; columns: 1 | 2; items: readonly { name: string; value: Cell }[] };
/** `width` in percent of the paper. Without heads (all titles empty) the first column names its row. */
export type Table = {
  kind: "table";
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly Cell[])[];
};
/** `isTitle`: the title of the whole report. */
export type Text = { kind: "text"; spans: Cell; isTitle?: true };
export type List = { kind: "list"; items: readonly Cell[] };
/** `number` is the file's in the archive; the view has its bytes; the report has not. */
export type Pictures = { kind: "pictures"; items: readonly { number: number; name: string; lines: readonly Cell[] }[] };
export type Part = Facts | Table | Text | List | Pictures;

export type Section = {
  key: string;
  title: string | null;
  /** Beside the title. */
  aside: string | null;
  /** A box, with its sign beside the title. */
  frame: Mark | "plain" | null;
  /** Begins a page, if that costs none. */
  startsPage: boolean;
  parts: readonly Part[];
};

export type Report = {
  /** BCP 47. */
  language: string;
  product: string;
  title: string;
  /** Says that the evidence has no legal weight; null outside demos. */
  demo: string | null;
  /** Of every page: version, who printed it and when, ticket, log entry. */
  footer: string;
  /** `{page}` and `{pages}` stand for the numbers. */
  pageLabel: string;
  sections: readonly Section[];
};
