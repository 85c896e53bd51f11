import { formatVisible } from "#lib/i18n/escape-invisible";

/** One line of the answer; a null value is told as "not known" or the like by `missing`. */
export type AnswerLine = { label: string; value: string | null; missing: string };

/** What goes back into a ticket: the page's sentence and reasons, then facts. No names, dates of birth or numbers of the signer. */
export type Answer = {
  conclusion: string;
  reasons: readonly string[];
  lines: readonly AnswerLine[];
};

/** A line has no more characters than this; what is longer may say anything. */
const maxLine = 600;

/** One line of text: no line ends, and hidden or reordering characters named (`U+202E`) instead of kept. */
export function plainLine(text: string): string {
  return formatVisible(text.replaceAll(/\s+/g, " ").trim(), maxLine);
}

/** The answer as plain text: the headline, a list of reasons, an empty line, one fact a line. */
export function formatAnswer({ conclusion, reasons, lines }: Answer): string {
  return [
    plainLine(conclusion),
    ...reasons.filter((reason) => reason !== "").map((reason) => `- ${plainLine(reason)}`),
    "",
    ...lines.map(({ label, value, missing }) => `${plainLine(label)}: ${plainLine(value ?? missing)}`),
  ].join("\n");
}
