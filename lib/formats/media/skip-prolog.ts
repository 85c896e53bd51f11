/**
 * What comes before the first element of markup: comments, declarations, instructions, white space (XML 1.0, 2.8). Goes through the
 * text once; what never ends leaves nothing. `doctype` is the name that a document type declaration gives, in lower case.
 */
export function skipProlog(text: string): { doctype: string | null; rest: string } {
  let doctype: string | null = null;
  let at = 0;
  for (;;) {
    at += /^\s*/u.exec(text.slice(at))?.[0].length ?? 0;
    const declared = /^<!doctype\s+([\w:-]+)/iu.exec(text.slice(at, at + 100));
    if (declared) doctype ??= declared[1]?.toLowerCase() ?? null;
    const stop = findStop(text, at);
    if (stop === null) return { doctype, rest: text.slice(at) };
    const end = text.indexOf(stop, at + 2);
    if (end < 0) return { doctype, rest: "" };
    at = end + stop.length;
  }
}

/** What ends the piece that begins at `at`; null when an element or something else begins there. */
function findStop(text: string, at: number): string | null {
  if (text.startsWith("<!--", at)) return "-->";
  if (text.startsWith("<?", at)) return "?>";
  if (!text.startsWith("<!", at)) return null;
  const [bracket, end] = [text.indexOf("[", at), text.indexOf(">", at)];
  return bracket >= 0 && bracket < end ? "]>" : ">";
}
