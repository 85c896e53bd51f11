import { providerProblemTypes } from "#lib/problem";
import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Artefact } from "#lib/paths";
import type { Region } from "#lib/provider/environment";
import type { PrefixResponse } from "#lib/provider/fetch-prefix";
import { createNameGuard } from "#lib/runtime/name-guard";
import { type BodyShape, readBodyShape } from "./body-shape.ts";
import { formatCount } from "./format-count.ts";
import type { StepReason } from "./schema.ts";

/** Formats the first-contact report for the provider, hence in English and without dates and IDs. */

/** One response or its error; `not_asked` after an error that all further requests would repeat. */
export type Contact = {
  version: string;
  artefact: Artefact;
  path: string;
  kind: "json" | "archive" | "token";
  response: PrefixResponse | null;
  reason: StepReason | "not_asked" | null;
};

/** Formats `json (application)`, so that it never equals a media type in the record. */
function formatMediaType(mediaType: string | null): string {
  const [type, subtype] = mediaType?.split("/") ?? [];
  return subtype === undefined ? "absent or unreadable" : `${subtype} (${type})`;
}

function formatSize({ body, bodyState, announcedBytes }: NonNullable<Contact["response"]>): string {
  if (bodyState === "whole") return `${formatCount(body.length)} bytes`;
  const announced = announcedBytes === null ? "length not announced" : `${formatCount(announcedBytes)} bytes announced`;
  const read = bodyState === "unread" ? "" : `; read: the first ${formatCount(body.length)} bytes`;
  return `${announced}${read}${bodyState === "broken" ? "; the connection ended before the body did" : ""}`;
}

function formatContact(contact: Contact, shape: BodyShape, mayShow: (name: string) => boolean): string[] {
  const { version, artefact, path, response, reason } = contact;
  const head = [`== ${version}, ${artefact} ==`, `path setting: ${path}`];
  if (reason === "not_asked") return [...head, "not requested: the run had already stopped"];
  if (response === null) return [...head, `no response: ${reason?.replaceAll("_", " ")}`];
  const { status, mediaType, isEncoded, retryAfterS, problem, repeatsCredentials } = response;
  return [
    ...head,
    `HTTP status code: ${status}`,
    `media type: ${formatMediaType(mediaType)}`,
    `size: ${formatSize(response)}`,
    ...(isEncoded ? ["content coding: present although identity coding was requested; nothing was decoded"] : []),
    ...(retryAfterS === null ? [] : [`Retry-After: ${formatCount(retryAfterS)} s`]),
    ...(problem ? [`problem type: ${providerProblemTypes.has(problem.problem) ? problem.problem : "{other}"}`] : []),
    ...(status === 404 && !problem ? ["no problem body: the path is probably unknown to the provider"] : []),
    ...(repeatsCredentials ? ["the body repeated our credentials and was discarded"] : shape.print(mayShow)),
  ];
}

const noShape: BodyShape = { names: [], print: () => [] };

const regions: Record<Region, string> = {
  switzerland: "Switzerland (api.skribble.com)",
  germany: "Germany (api.skribble.de)",
  custom: "another host",
  sandbox: "sandbox beside this installation",
};

const preface = (region: Region) => [
  "First-contact report of Evidence Desk",
  "Shapes of the responses of the four identification evidence endpoints: field names and kinds of values.",
  "No value of a response is in this report. A field name that may itself be data is written {other}.",
  "Lengths are ranges. Bodies are read up to a limit: status 64 KiB, record 8 MiB, files 64 KiB, token 1 MiB.",
  `Region: ${regions[region]}`,
];

/** @param requested IDs that are compared with field names and never printed. @returns lines joined by line feeds */
export async function formatReport(
  requested: { region: Region; srId: string; evidenceId: string },
  contacts: readonly Contact[],
): Promise<string> {
  const readAll = async (onValue: (value: string) => void) => {
    const shapes: BodyShape[] = [];
    for (const { response, kind } of contacts) {
      // Yields to other requests between bodies of several megabytes.
      await nextTurn();
      shapes.push(response ? readBodyShape(response, response.status === 200 ? kind : "json", onValue) : noShape);
    }
    return shapes;
  };
  const shapes = await readAll(() => {});
  const guard = createNameGuard(shapes.flatMap(({ names }) => names));
  // Reads again with the names known, so that no value is stored.
  await readAll(guard.compareValue);
  for (const id of [requested.srId, requested.evidenceId]) guard.compareValue(id);
  const sections = contacts.map((contact, index) =>
    formatContact(contact, shapes[index] ?? noShape, guard.mayShow).join("\n"),
  );
  return [preface(requested.region).join("\n"), ...sections].join("\n\n");
}
