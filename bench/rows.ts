/** One measured figure and its comparison, from the same run. */
export type Row = {
  measure: string;
  ours: string;
  peer: string;
  /** Ours ÷ peer; null if a difference or a bound is more meaningful. */
  ratio: number | null;
  /** The target as text, e.g. `at least 70 %`. */
  target: string;
  met: boolean;
};

export type Rows = { rows: Row[] };

const headings = ["measure", "ours", "peer", "ratio", "target", "met"] as const;

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
