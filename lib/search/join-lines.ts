import { segments } from "#lib/paths";

const lineBreak = "[^\\S\\n]{0,4}[=\\\\]?\\n[^\\S\\n]{0,16}(?:[>|][^\\S\\n]{0,2}){0,8}";
const everyBreak = /[^\S\n]{0,4}\n[^\S\n]{0,16}(?:[>|][^\S\n]{0,2}){0,8}/g;
const breakAfterSeparator = new RegExp(`([-/])${lineBreak}(?=([^\\s<>"'|]{1,200}))`, "g");
const { signatureRequests, evidence, short } = segments;
/** An incomplete URL, which lacks its ID. */
const openAddress = new RegExp(`/(?:${signatureRequests}|${evidence}|identification|${short})/$`, "i");
const openId = new RegExp(`/(?:${signatureRequests}|${short})/[^\\s<>"'|]+-$`, "i");
const uuidStart = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** Joins a URL cut after a slash or a hyphen at a line end. */
export function joinCutAddresses(text: string): string {
  return text.replace(breakAfterSeparator, (whole, separator: string, next: string, offset: number) => {
    const before = text.slice(Math.max(0, offset - 300), offset + 1);
    const isCutId = separator === "-" && openId.test(before) && /^[A-Za-z0-9]*\d/.test(next) && !uuidStart.test(next);
    return openAddress.test(before) || isCutId ? separator : whole;
  });
}

/** Removes line ends and mail quote marks, because mail cuts long URLs anywhere. */
export function joinAllLines(text: string): string {
  return text.replace(everyBreak, (whole, offset: number) =>
    isUuid(text.slice(Math.max(0, offset - 36), offset)) ? whole : "",
  );
}
