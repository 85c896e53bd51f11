/** Notations of names and values inside one text. */
export const labelledFormats = ["json", "xml", "xml_attributes", "csv", "url_encoded", "lines"] as const;
/** The names of the values are left out or part of a sentence. */
export const unlabelledFormats = ["sentence", "glued"] as const;
export type TextFormat = (typeof labelledFormats)[number] | (typeof unlabelledFormats)[number];

type Entry = readonly [name: string, value: unknown];

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const elementName = (name: string) => name.replace(/[^\p{L}\d_-]/gu, "_");
const quoteCsv = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const writers: Record<TextFormat, (entries: readonly Entry[]) => string> = {
  json: (entries) => JSON.stringify(Object.fromEntries(entries)),
  xml: (entries) =>
    `<?xml version="1.0"?><record>${entries.map(([name, value]) => `<${elementName(name)}>${escapeXml(textOf(value))}</${elementName(name)}>`).join("")}</record>`,
  xml_attributes: (entries) =>
    `<record ${entries.map(([name, value]) => `${elementName(name)}="${escapeXml(textOf(value))}"`).join(" ")}/>`,
  csv: (entries) =>
    `${entries.map(([name]) => quoteCsv(name)).join(";")}\r\n${entries.map(([, value]) => quoteCsv(textOf(value))).join(";")}\r\n`,
  url_encoded: (entries) => new URLSearchParams(entries.map(([name, value]) => [name, textOf(value)])).toString(),
  lines: (entries) => entries.map(([name, value]) => `${name}: ${textOf(value)}`).join("\n"),
  sentence: (entries) => `The document shows ${entries.map(([, value]) => textOf(value)).join(", then ")} as checked.`,
  glued: (entries) => entries.map(([, value]) => textOf(value)).join("|"),
};

export const writeText = (format: TextFormat, entries: readonly Entry[]): string => writers[format](entries);

type Text<Members> = { members: Members; name: string; format: TextFormat; entries: Entry[] };

/** Gathers the values that stand in the same text. */
export function collectTexts<Members>() {
  const texts: Text<Members>[] = [];
  return {
    add(members: Members, name: string, format: TextFormat, entry: Entry): void {
      const found = texts.find((one) => one.members === members && one.name === name && one.format === format);
      if (found) found.entries.push(entry);
      else texts.push({ members, name, format, entries: [entry] });
    },
    list: (): readonly Text<Members>[] => texts,
  };
}
