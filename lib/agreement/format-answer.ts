import { formatVisible } from "#lib/i18n/escape-invisible";

/** One line; `missing` is the text for a null value. */
export type CopiedLine = { label: string; value: string | null; missing: string };

/** Text for a ticket, without names, birth dates and numbers of the signer. */
export type CopiedText = {
  conclusion: string;
  reasons: readonly string[];
  lines: readonly CopiedLine[];
};

/** Maximum characters per line; a longer one may contain anything. */
const maxLine = 600;

/** Formats one line, with hidden or reordering characters named (`U+202E`). */
export function plainLine(text: string): string {
  return formatVisible(text.replaceAll(/\s+/g, " ").trim(), maxLine);
}

/** Formats headline, list of reasons, empty line, and one fact per line. */
export function formatCopiedText({ conclusion, reasons, lines }: CopiedText): string {
  return [
    plainLine(conclusion),
    ...reasons.filter((reason) => reason !== "").map((reason) => `- ${plainLine(reason)}`),
    "",
    ...lines.map(({ label, value, missing }) => `${plainLine(label)}: ${plainLine(value ?? missing)}`),
  ].join("\n");
}
