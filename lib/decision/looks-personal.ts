const patterns = {
  email: /[^\s@]+@[^\s@]+\.[^\s@]{2,}/u,
  date: /\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})\b/u,
  /** Seven digits or more, also in groups, or letters and digits as in document numbers. */
  number: /(?:\d[ .-]?){7,}|\b(?=[A-Z0-9]{7,}\b)(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-Z0-9]*[A-Z][A-Z0-9]*\b/u,
};

export type PersonalHint = keyof typeof patterns;

/** What in a note looks like personal data. It warns only: a ticket number may look like a document's. The digits of a date do not count as a number. */
export function findPersonalHints(note: string): PersonalHint[] {
  const withoutDates = note.replaceAll(new RegExp(patterns.date, "gu"), " ");
  return (Object.keys(patterns) as PersonalHint[]).filter((name) =>
    patterns[name].test(name === "number" ? withoutDates : note),
  );
}
