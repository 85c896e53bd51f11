/** One measured figure beside the one it is held against; ratios are of figures of the same run. */
export type Row = {
  measure: string;
  ours: string;
  /** What it is held against. */
  peer: string;
  /** Ours ÷ peer; null where a difference or a bound says more. */
  ratio: number | null;
  /** The aim in words, e.g. `at least 70 %`. */
  target: string;
  met: boolean;
};

export type Rows = { rows: Row[] };

const headings = ["measure", "ours", "peer", "ratio", "target", "met"] as const;

/** The rows as one table in plain text. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.measure,
    row.ours,
    row.peer,
    row.ratio === null ? "" : row.ratio.toFixed(2),
    row.target,
    row.met ? "yes" : "NO",
  ]);
  const lines = [[...headings], ...cells];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
