import { normalizeCharacters } from "./characters.ts";

/** Keys as Jira, YouTrack and Linear write them: `SUP-4711`. */
const projectKey = /(?<![\p{L}\p{N}_/.-])([A-Z][A-Z0-9]{1,9})-([1-9][0-9]{0,6})(?![\p{L}\p{N}_-]|\.\p{N})/gu;
/** Numbers as ServiceNow writes them: `INC0012345`. */
const serviceNumber = /(?<![\p{L}\p{N}_/.-])(?:INC|REQ|RITM|TASK|SCTASK|CS|CHG|PRB)[0-9]{7,10}(?![\p{L}\p{N}_-])/gu;
/** Numbers behind a word that says what they are: `Ticket #4711`, `Case 4711`. */
const namedNumber =
  /(?<![\p{L}\p{N}])(?:ticket|case|request|anfrage|fall|dossier|caso)[ \t]*(?:no\.?|nr\.?|n°|#|:){0,2}[ \t]*#?([1-9][0-9]{2,9})(?![\p{L}\p{N}_-])/giu;
/** Parameter of our short links. */
const linked = /[?&]ticket=([^&#\s"'<>]{1,200})/gu;
/** Marks of the sentence around a link; a link encodes its own. */
const afterLink = /[.,;:!?)\]}]+$/u;

/** Standards and algorithms that are written like a project key. */
const notProjects = new Set(
  "AES ARIA CET COVID CVE ECMA EN ES HTTP IEC IEEE ISO LPA MD MP MPEG PKCS RFC RS RSA SARS SEPA SHA TD TLS UTC UTF UTR WINDOWS GMT X".split(
    " ",
  ),
);

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ")).trim();
  } catch {
    return text;
  }
}

/**
 * Finds the ticket that a pasted text belongs to, in the browser; sends nothing.
 * @returns null if the text names none or several: a wrong ticket in the log is worse than none
 */
export function findTicket(text: string): string | null {
  const plain = normalizeCharacters(text);
  const ofLinks = new Set([...plain.matchAll(linked)].map(([, value = ""]) => decode(value.replace(afterLink, ""))));
  if (ofLinks.size === 1) return [...ofLinks][0] || null;
  const keys = [...plain.matchAll(projectKey)].filter(([, project = ""]) => !notProjects.has(project));
  const found = new Set([
    ...keys.map(([key]) => key),
    ...[...plain.matchAll(serviceNumber)].map(([number]) => number),
    ...[...plain.matchAll(namedNumber)].map(([, number = ""]) => number),
  ]);
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
