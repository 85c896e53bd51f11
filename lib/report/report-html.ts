import { encodeBase64 } from "#lib/bytes/base64";
import type { Cell, Mark, Part, Report, Section, Span, Table } from "./model.ts";

/** Markup stands for itself; a text never becomes markup. */
const escapeMarkup = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const signs: Record<Mark, string> = { agrees: "✓", differs: "✗", unsure: "?", none: "–" };

const style = `
@page { size: A4; margin: 15mm }
body { font: 10pt/1.4 system-ui, sans-serif; color: #111; background: #fff; max-width: 180mm; margin: 12mm auto; padding: 0 5mm }
header, footer { display: flex; justify-content: space-between; gap: 1em; font-size: 8.5pt; color: #444 }
header { border-bottom: 1px solid #999 } footer { border-top: 1px solid #999; margin-top: 2em; padding-top: .4em }
h1 { font-size: 15pt } h2 { font-size: 11pt; margin: 1.4em 0 .3em; break-after: avoid }
.aside, .soft { color: #555; font-weight: 400 } .strong { font-weight: 600 }
.code { font-family: ui-monospace, monospace; font-size: 8.5pt; overflow-wrap: anywhere }
.frame { border: 1.5px solid #333; border-radius: 3px; padding: .4em .8em; break-inside: avoid }
.frame h2 { margin-top: .2em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { text-align: left; vertical-align: top; padding: .2em .4em; border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
tr { break-inside: avoid }
dl { display: grid; grid-template-columns: minmax(9em, max-content) 1fr; gap: .15em 1em; margin: .3em 0 } dd { margin: 0; overflow-wrap: anywhere }
dt { color: #555 }
img { display: block; max-width: 46mm; max-height: 40mm; margin-top: .5em; border: 1px solid #333 }
`;

function formatSpan({ text, look, mark }: Span): string {
  const sign = mark === undefined ? "" : `<span aria-hidden="true">${signs[mark]} </span>`;
  const classes = look === undefined ? "" : ` class="${look}"`;
  return `${sign}<bdi${classes}>${escapeMarkup(text)}</bdi>`;
}

const formatCell = (cell: Cell) => cell.map(formatSpan).join("");

function formatTable({ columns, rows }: Table): string {
  const hasHead = columns.some(({ title }) => title !== "");
  const cols = columns.map(({ width }) => `<col width="${Number(width)}%">`).join("");
  const heads = columns.map(({ title }) => `<th scope="col">${escapeMarkup(title)}</th>`).join("");
  const cells = (row: readonly Cell[]) =>
    row
      .map((cell, at) =>
        !hasHead && at === 0 ? `<th scope="row">${formatCell(cell)}</th>` : `<td>${formatCell(cell)}</td>`,
      )
      .join("");
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join("\n");
  return `<table><colgroup>${cols}</colgroup>${hasHead ? `<thead><tr>${heads}</tr></thead>` : ""}<tbody>\n${body}\n</tbody></table>`;
}

/** Pictures of a report by number of their file: JPEG. */
type PictureFiles = ReadonlyMap<number, Uint8Array>;

function formatPicture(bytes: Uint8Array | undefined, name: string): string {
  if (bytes === undefined) return `<p>${escapeMarkup(name)}</p>`;
  return `<img src="data:image/jpeg;base64,${encodeBase64(bytes)}" alt="${escapeMarkup(name)}">`;
}

/** Pictures without bytes are described only. */
function formatPart(part: Part, pictures: PictureFiles): string {
  if (part.kind === "table") return formatTable(part);
  if (part.kind === "text") {
    const element = part.isTitle ? "h1" : "p";
    return `<${element}>${formatCell(part.spans)}</${element}>`;
  }
  if (part.kind === "list") return `<ul>${part.items.map((item) => `<li>${formatCell(item)}</li>`).join("")}</ul>`;
  if (part.kind === "facts")
    return `<dl>${part.items.map(({ name, value }) => `<dt>${escapeMarkup(name)}</dt><dd>${formatCell(value)}</dd>`).join("\n")}</dl>`;
  return part.items
    .map(
      ({ number, name, lines }) =>
        `${formatPicture(pictures.get(number), name)}<ul>${lines.map((line) => `<li>${formatCell(line)}</li>`).join("")}</ul>`,
    )
    .join("");
}

function formatSection({ title, aside, frame, parts }: Section, pictures: PictureFiles): string {
  const sign = frame === null || frame === "plain" ? "" : `<span aria-hidden="true">${signs[frame]} </span>`;
  const beside = aside === null ? "" : ` <span class="aside">(${escapeMarkup(aside)})</span>`;
  const heading = title === null ? "" : `<h2>${sign}<bdi>${escapeMarkup(title)}</bdi>${beside}</h2>`;
  return `<section${frame === null ? "" : ' class="frame"'}>${heading}\n${parts.map((part) => formatPart(part, pictures)).join("\n")}</section>`;
}

/**
 * Formats a report as one HTML file without scripts and outside addresses. Every text is escaped, so that nothing of the evidence
 * becomes markup.
 */
export function formatReportHtml(report: Report, pictures: PictureFiles = new Map()): string {
  const { language, product, title, demo, footer, sections } = report;
  return `<!doctype html>
<html lang="${escapeMarkup(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<header><span><strong>${escapeMarkup(product)}</strong> ${escapeMarkup(title)}</span>${demo === null ? "" : `<strong>${escapeMarkup(demo)}</strong>`}</header>
<main>
${sections.map((section) => formatSection(section, pictures)).join("\n")}
</main>
<footer><bdi>${escapeMarkup(footer)}</bdi></footer>
</body>
</html>
`;
}
