/** Lines of machine-readable zones in a text, before anything is read from them. */

const lineBreaks = /\r\n|[\r\n\t\u0085\u2028\u2029|;,]|\\r\\n|\\[rn]|<br ?\/?>/gi;
const fillers = /&lt;|&#60;|[‹＜〈≺]/gi;

/** Signs of a zone, and `«`, which OCR reads for two fillers. */
const zoneSigns = /^[A-Z0-9<«]+$/;

/** A line of one text. Spaces stand for fillers where no filler is there, and separate groups where one is. */
function readLine(line: string): string {
  if (!line.includes(" ")) return line;
  return /[<«]/.test(line) ? line.replaceAll(" ", "") : line.trimEnd().replaceAll(" ", "<");
}

const widths: Record<number, readonly number[]> = {
  90: [30, 30, 30],
  72: [36, 36],
  88: [44, 44],
  69: [9, 30, 30],
};

function splitWhole(text: string): string[] {
  const lines: string[] = [];
  for (const width of widths[text.length] ?? []) {
    const from = lines.join("").length;
    lines.push(text.slice(from, from + width));
  }
  return lines;
}

const minSpacedLength = 28;

/** The first line of a card and the second of a passport or visa, whose fillers all stood at the end and are missing. */
const bareLine = /^[ACI][A-Z0-9][A-Z]{3}[A-Z0-9]{9}\d|^[A-Z0-9]{9}\d[A-Z]{3}\d{7}[MFX]\d{7}/;

/**
 * The lines of a text that may be a machine-readable zone, or a line of one; empty for any other text. Capital letters, digits
 * and `<`; lines may lack fillers at their end. Nothing that OCR misread is repaired here.
 */
export function splitZone(text: string): string[] {
  if (text.length < 5 || text.length > 300) return [];
  const lines = text
    .replace(/^[\r\n]+|[\r\n]+$/g, "")
    .replace(fillers, "<")
    .replace(lineBreaks, "\n")
    .toUpperCase()
    .split("\n")
    .filter((line) => line.trim() !== "");
  const isSpaced = lines.some((line) => line.includes(" ") && !/[<«]/.test(line));
  if (isSpaced && lines.some((line) => line.length < minSpacedLength && !line.includes("<"))) return [];
  const read = lines.map((line) => readLine(line.trimStart()));
  if (!read.every((line) => zoneSigns.test(line))) return [];
  const [first = ""] = read;
  if (read.length > 1) return read.every(({ length }) => length <= 60) ? read : [];
  const whole = splitWhole(first);
  if (whole.length > 0) return whole;
  return first.length <= 60 && (/[<«]/.test(first) || [30, 36, 44].includes(first.length) || bareLine.test(first))
    ? [first]
    : [];
}

/** A line with the fillers at its end, or null where it is longer. */
export const padLine = (line: string, width: number): string | null =>
  line.length > width ? null : line.padEnd(width, "<");

/**
 * A line with what OCR commonly misreads undone: `«` for two fillers, and K or C for the fillers at its end. Only for a zone
 * that cannot be read otherwise: what is read of it proves nothing.
 */
export function repairLine(line: string, width: number): string | null {
  const plain = line
    .replaceAll("«", "<<")
    .replace(/[KC<]{4,}$/, (end) => (end.includes("K") || end.includes("<") ? "<".repeat(end.length) : end));
  return padLine(plain.length > width ? plain.replace(new RegExp(`(?<=^.{${width}})<+$`), "") : plain, width);
}
