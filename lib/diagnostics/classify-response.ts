import "server-only";
import type { PrefixResponse, ResponseHead } from "#lib/provider/fetch-prefix";
import { isAccepted } from "#lib/provider/media-types";
import { createNameGuard } from "#lib/runtime/name-guard";
import { decodeBody } from "./decode-body.ts";
import { isRecordName, normalizeName } from "./field-names.ts";
import { fieldNamesOf, type JsonShape } from "./json-shape.ts";
import { readJsonShape } from "./read-json-shape.ts";
import type { PathShape } from "./schema.ts";

/** Limit in bytes per response. */
const maxBytes = 64 * 1024;
const maxFields = 60;
/** Limit in characters for a status text; a longer one may be an image or a document. */
const maxStatusText = 2_048;

/** Limits the body to read to responses that declare JSON, never an archive or a token. */
export function bytesToRead({ status, mediaType }: ResponseHead): number {
  if (status === 200) return isAccepted("json", mediaType) ? maxBytes : 0;
  return status >= 400 && status < 500 ? maxBytes : 0;
}

/** Fields beside `status`, of which a status has at least one. */
const statusCompanions = new Set(
  [
    "transactionCode",
    "workflowId",
    "accountId",
    "createdAt",
    "startedAt",
    "expiresAt",
    "completedAt",
    "reviewedAt",
  ].map(normalizeName),
);

function isStatus({ isObject, fields }: JsonShape): boolean {
  if (!isObject) return false;
  const isText = [...(fields.get("status")?.kinds ?? [])].some((kind) => kind.startsWith("text "));
  return isText && [...fields.keys()].some((name) => statusCompanions.has(normalizeName(name)));
}

/** True for an object with a text `status` and another status field, at the top or one level below. */
function hasStatus(shape: JsonShape): boolean {
  const below = [...shape.fields.values(), ...(shape.elements ? [shape.elements] : [])];
  return isStatus(shape) || below.some(isStatus);
}

/** Lists names of the top level, and of the next level after a dot. */
function listNames(shape: JsonShape, mayShow: (name: string) => boolean): string[] {
  const names: string[] = [];
  const show = (name: string) => (mayShow(name) ? name : "{other}");
  for (const [name, field] of (shape.elements ?? shape).fields) {
    names.push(show(name));
    for (const inner of (field.elements ?? field).fields.keys()) names.push(`${show(name)}.${show(inner)}`);
  }
  return [...new Set(names)].slice(0, maxFields);
}

type Classified = { shape: PathShape; fields: string[] };
const only = (shape: PathShape): Classified => ({ shape, fields: [] });

function classifyBody({ body, bodyState, problem }: PrefixResponse): Classified {
  if (bodyState === "broken") return only("broken-off");
  if (body.length === 0) return only("empty");
  if (problem) return only("problem-shaped");
  const isCut = bodyState === "cut";
  const { text } = decodeBody(body, isCut);
  let longestText = 0;
  const onValue = (value: string) => {
    longestText = Math.max(longestText, value.length);
  };
  const { shape, state } = readJsonShape(text, { isCut, onValue });
  const names = [...fieldNamesOf(shape)];
  if (state === "invalid") return only("not-json");
  if (names.some(isRecordName) || longestText > maxStatusText) return only("record-shaped");
  if (isCut || state === "too_deep") return only("too-large");
  if (!shape.isObject && !shape.elements) return only("not-json");
  const guard = createNameGuard(names);
  readJsonShape(text, { onValue: guard.compareValue });
  return { shape: hasStatus(shape) ? "status-shaped" : "other-json", fields: listNames(shape, guard.mayShow) };
}

function classifyRejection({ status, problem }: PrefixResponse): PathShape {
  if (status === 401) return "login-refused";
  if (status === 403) return problem?.problem === "feature-not-enabled" ? "feature-off" : "denied";
  if (status === 404) return problem ? "unknown-id" : "unknown-path";
  if (status === 429) return "rate-limited";
  const isConstraint = problem?.problem === "constraint-violation" && [400, 409, 422].includes(status);
  return isConstraint ? "not-initiated" : "rejected";
}

/** Classifies a response without its values. A body that describes a person is reduced to its kind. */
export function classifyResponse(response: PrefixResponse): Classified {
  const { status, isEncoded, bodyState, repeatsCredentials, isTokenRejected } = response;
  if (repeatsCredentials) return only("repeats-credentials");
  if (isTokenRejected) return only("login-refused");
  if (status >= 500) return only("provider-error");
  if (status >= 400) return only(classifyRejection(response));
  if (status >= 300) return only("redirect");
  if (status !== 200) return only("unexpected");
  if (isEncoded) return only("encoded");
  return bodyState === "unread" ? only("not-json") : classifyBody(response);
}
