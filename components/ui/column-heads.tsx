type ColumnHeadsProps<Column extends string> = {
  columns: readonly Column[];
  label: (column: Column) => string;
  className?: string;
};

/** Head row of a table. */
export function ColumnHeads<Column extends string>({ columns, label, className = "" }: ColumnHeadsProps<Column>) {
  return (
    <thead className={`text-[0.8125rem] text-soft ${className}`}>
      <tr className="border-b border-line">
        {columns.map((column) => (
          <th key={column} scope="col" className="px-3 py-2 font-normal first:pl-4 last:pr-4">
            {label(column)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
