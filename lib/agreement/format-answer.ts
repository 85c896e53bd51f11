import { formatVisible } from "#lib/i18n/escape-invisible";

/** One line; `missing` is the text for a null value. */
export type AnswerLine = { label: string; value: string | null; missing: string };

/** Text for a ticket, without names, birth dates and numbers of the signer. */
export type Answer = {
  conclusion: string;
  reasons: readonly string[];
  lines: readonly AnswerLine[];
};

/** Maximum characters per line; a longer one may contain anything. */
const maxLine = 600;

/** Formats one line, with hidden or reordering characters named (`U+202E`). */
export function plainLine(text: string): string {
  return formatVisible(text.replaceAll(/\s+/g, " ").trim(), maxLine);
}

/** Formats headline, list of reasons, empty line, and one fact per line. */
export function formatAnswer({ conclusion, reasons, lines }: Answer): string {
  return [
    plainLine(conclusion),
    ...reasons.filter((reason) => reason !== "").map((reason) => `- ${plainLine(reason)}`),
    "",
    ...lines.map(({ label, value, missing }) => `${plainLine(label)}: ${plainLine(value ?? missing)}`),
  ].join("\n");
}
