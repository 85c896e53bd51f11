const lineBreaks = /\r\n|[\r\n\t\u0085\u2028\u2029|;,]|\\r\\n|\\[rn]|<br ?\/?>/gi;
const fillers = /&lt;|&#60;|[‹＜〈≺]/gi;

/** MRZ characters, and `«`, which OCR outputs for two fillers. */
const zoneSigns = /^[A-Z0-9<«]+$/;

/** Cleans one line: spaces become fillers if it has none, and are removed otherwise. */
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

/** First line of a card or second line of a passport or visa whose trailing fillers are missing. */
const bareLine = /^[ACI][A-Z0-9][A-Z]{3}[A-Z0-9]{9}\d|^[A-Z0-9]{9}\d[A-Z]{3}\d{7}[MFX]\d{7}/;

/** Splits a text into possible MRZ lines, whose trailing fillers may be missing; OCR errors stay. @returns empty for any other text */
export function splitMrz(text: string): string[] {
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

export const padLine = (line: string, width: number): string | null =>
  line.length > width ? null : line.padEnd(width, "<");

/** Replaces `«` by two fillers, and trailing K or C by fillers. Only for otherwise unreadable MRZs, because the result proves nothing. */
export function repairLine(line: string, width: number): string | null {
  const plain = line
    .replaceAll("«", "<<")
    .replace(/[KC<]{4,}$/, (end) => (end.includes("K") || end.includes("<") ? "<".repeat(end.length) : end));
  return padLine(plain.length > width ? plain.replace(new RegExp(`(?<=^.{${width}})<+$`), "") : plain, width);
}
