import { Check, CircleHelp, type LucideIcon, Minus, X } from "lucide-react";
import type { Cell, Mark, Part, Section, Span, Table } from "#lib/report/model";

const icons: Record<Mark, LucideIcon> = { agrees: Check, differs: X, unsure: CircleHelp, none: Minus };

function Sign({ mark }: { mark: Mark }) {
  const Icon = icons[mark];
  return <Icon aria-hidden className="paper-sign" />;
}

function SpanView({ span: { text, look, mark } }: { span: Span }) {
  return (
    <span className={look === undefined ? undefined : `paper-${look}`} translate={look === "code" ? "no" : undefined}>
      {mark === undefined ? null : <Sign mark={mark} />}
      <bdi>{text}</bdi>
    </span>
  );
}

/** Spans have no identity of their own; their order in the cell is it. */
const keyed = <One,>(items: readonly One[]) => items.map((item, position) => ({ item, key: `${position}` }));

function CellView({ cell }: { cell: Cell }) {
  return keyed(cell).map(({ item, key }) => <SpanView key={key} span={item} />);
}

export function Heading({ section }: { section: Section }) {
  return (
    <h2 className="paper-heading">
      {section.title}
      {section.aside === null ? null : <span className="paper-aside"> ({section.aside})</span>}
    </h2>
  );
}

type PicturesView = { pictures: ReadonlyMap<number, string> };

export function PartView({ part, pictures }: { part: Exclude<Part, Table> } & PicturesView) {
  if (part.kind === "text")
    return (
      <p className={part.isTitle ? "paper-title" : "paper-text"}>
        <CellView cell={part.spans} />
      </p>
    );
  if (part.kind === "list")
    return (
      <ul className="paper-list">
        {keyed(part.items).map(({ item, key }) => (
          <li key={key}>
            <CellView cell={item} />
          </li>
        ))}
      </ul>
    );
  if (part.kind === "facts")
    return (
      <dl className="paper-facts" data-columns={part.columns}>
        {part.items.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <CellView cell={value} />
            </dd>
          </div>
        ))}
      </dl>
    );
  return (
    <div className="paper-pictures">
      {part.items.map(({ number, name, lines }) => (
        <figure key={number}>
          {/* biome-ignore lint/performance/noImgElement: an object URL of the page. */}
          {pictures.has(number) ? <img src={pictures.get(number)} alt={name} /> : null}
          <figcaption>
            {keyed(lines).map(({ item, key }) => (
              <div key={key}>
                <CellView cell={item} />
              </div>
            ))}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

/** @param rows numbers of its rows on this page */
export function TableView({ table, rows }: { table: Table; rows: readonly number[] }) {
  const hasHead = table.columns.some(({ title }) => title !== "");
  return (
    <table className="paper-table">
      <colgroup>
        {keyed(table.columns).map(({ item, key }) => (
          <col key={key} style={{ width: `${item.width}%` }} />
        ))}
      </colgroup>
      {hasHead ? (
        <thead>
          <tr>
            {keyed(table.columns).map(({ item, key }) => (
              <th key={key} scope="col">
                {item.title}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {keyed(table.rows[row] ?? []).map(({ item, key }) => (
              <td key={key}>
                <CellView cell={item} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A box with its sign, such as the conclusion. */
export function Frame({ section, pictures }: { section: Section } & PicturesView) {
  const { frame, title, parts } = section;
  return (
    <div className="paper-frame">
      {title === null ? null : (
        <h2 className="paper-conclusion">
          {frame === null || frame === "plain" ? null : <Sign mark={frame} />}
          <bdi>{title}</bdi>
        </h2>
      )}
      {keyed(parts).map(({ item, key }) =>
        item.kind === "table" ? (
          <TableView key={key} table={item} rows={[...item.rows.keys()]} />
        ) : (
          <PartView key={key} part={item} pictures={pictures} />
        ),
      )}
    </div>
  );
}
