import type { ReactNode } from "react";
import { visibleText } from "#lib/i18n/escape-invisible";
import type { Mark } from "#lib/json-viewer/row";

export function MarkedText({ text, marks }: { text: string; marks: Mark[] }) {
  if (marks.length === 0) return visibleText(text);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    parts.push(
      visibleText(text.slice(at, mark.from)),
      <mark key={mark.from}>{visibleText(text.slice(mark.from, mark.to))}</mark>,
    );
    at = mark.to;
  }
  parts.push(visibleText(text.slice(at)));
  return parts;
}
