import "server-only";
import type { ConclusionCode } from "#lib/agreement/conclusion-codes";
import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { isVisibleLine } from "#lib/runtime/visible-line";
import { formatViewFilter, isCode, isPassing, readViewFilter } from "./model.ts";
import type { Preferences, SavedView } from "./schema.ts";

/** Strict readers of request bodies: unknown members are refused. */

export const maxViews = 20;
const maxNameLength = 60;
const maxFile = 999_999;

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

function readMembers(body: unknown, names: readonly string[], what: string): Record<string, unknown> {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (!isObject || Object.keys(body).toSorted().join() !== names.toSorted().join())
    throw invalid(`${what} needs exactly these members: ${names.map((name) => `\`${name}\``).join(", ")}.`);
  return body as Record<string, unknown>;
}

/** Reads `{ code, file }`. @throws ProblemError `invalid_request` for a code that states no result */
export function parseConclusion(body: unknown): { code: ConclusionCode; file: number | null } {
  const { code, file } = readMembers(body, ["code", "file"], "A conclusion");
  if (!isCode(code) || isPassing(code)) throw invalid("`code` must be the code of a conclusion that a check reached.");
  if (file !== null && !(Number.isInteger(file) && Number(file) >= 1 && Number(file) <= maxFile))
    throw invalid(`\`file\` must be null, or a number of a file from 1 to ${maxFile}.`);
  return { code, file: file as number | null };
}

/** Reads `{ checkWhenOpened }`. @throws ProblemError `invalid_request` */
export function parsePreferences(body: unknown): Preferences {
  const { checkWhenOpened } = readMembers(body, ["checkWhenOpened"], "A person's preferences");
  if (typeof checkWhenOpened !== "boolean") throw invalid("`checkWhenOpened` must be true or false.");
  return { checkWhenOpened };
}

/** Visible text on one line. */
function readName(name: unknown): string {
  const text = typeof name === "string" ? name.trim() : "";
  if (!isVisibleLine(text, maxNameLength))
    throw invalid(`\`name\` must be visible text of at most ${maxNameLength} characters.`);
  return text;
}

/** Reads `{ views: [{ id, name, query }] }`. Queries are stored in their one spelling. @throws ProblemError `invalid_request` */
export function parseViews(body: unknown): SavedView[] {
  const { views } = readMembers(body, ["views"], "Saved views");
  if (!Array.isArray(views) || views.length > maxViews)
    throw invalid(`\`views\` must be a list of at most ${maxViews}.`);
  const parsed = views.map((view: unknown) => {
    const { id, name, query } = readMembers(view, ["id", "name", "query"], "A saved view");
    if (typeof id !== "string" || !isId(id)) throw invalid("`id` must be 1 to 128 letters, digits or `. _ ~ -`.");
    if (typeof query !== "string" || query.length > 300) throw invalid("`query` must be parameters of the list.");
    const filter = readViewFilter(new URLSearchParams(query));
    return { id, name: readName(name), query: formatViewFilter({ ...filter, page: 1 }).toString() };
  });
  if (new Set(parsed.map(({ id }) => id)).size < parsed.length)
    throw invalid("Each saved view needs an `id` of its own.");
  return parsed;
}
