import "server-only";
import { findLookUps } from "#lib/audit/store";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { parameters } from "#lib/paths";
import { hasRole, type Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { createSemaphore } from "#lib/runtime/semaphore";
import { fetchSignatureRequest, fetchSignatureRequests } from "#lib/signature-request/gateway";
import { toSignatureRequest } from "#lib/signature-request/model";
import type { SignatureRequestBody } from "#lib/signature-request/schema";
import { isUnfinished } from "#lib/status/schema";
import { isProviderList, readViewFilter, type ViewFilter, viewNames } from "./model.ts";
import { findViews } from "./person-store.ts";
import { fitsRequest, isFiltering } from "./request-filter.ts";
import type { KnownEvidence, ViewCounts, ViewList, ViewPageBody } from "./schema.ts";
import { countViews, selectEvidence, selectRequests, type ViewReader } from "./select-view.ts";
import { toKnownEvidence } from "./store.ts";

const pageSize = 25;
/** Requests to the provider at a time; the titles of a page come from it, because none are stored. */
const parallel = 3;
/** Pages of a list that are searched for what only the requests themselves say. */
const maxSearchedPages = 8;

/** The time that reviews are measured by; tests against the sandbox set it. */
const reviewNow = () => Date.parse(settings().reviewClock ?? "") || Date.now();

type ViewItem = ViewPageBody["items"][number];

async function readKnown(srIds: readonly string[]): Promise<Map<string, KnownEvidence[]>> {
  const rows = await withDatabase(async () => selectEvidence(await database(), srIds));
  const known = new Map<string, KnownEvidence[]>();
  for (const row of rows) known.set(row.sr_id, [...(known.get(row.sr_id) ?? []), toKnownEvidence(row)]);
  return known;
}

/** Failures of one signature request; any other is of the provider or of our credentials, and stops the page. */
const isOfOne = (error: unknown) =>
  error instanceof ProblemError && ["not_found", "provider_invalid", "provider_rejected"].includes(error.code);

/**
 * Fetches the signature requests of a page, a few at a time.
 * @returns null for those that were not answered
 * @throws ProblemError if the provider answers none
 */
async function fetchRequests(srIds: readonly string[], signal: AbortSignal): Promise<(SignatureRequestBody | null)[]> {
  const take = createSemaphore(parallel);
  const failures: unknown[] = [];
  const fetchOne = async (srId: string) => {
    if (failures.length > 0) return null;
    try {
      return await fetchSignatureRequest(srId, signal);
    } catch (error) {
      if (!isOfOne(error)) failures.push(error);
      return null;
    }
  };
  const requests = await Promise.all(srIds.map((srId) => take(() => fetchOne(srId), signal)));
  if (failures.length > 0 && requests.every((request) => request === null)) throw failures[0];
  return requests;
}

/** The oldest answer among unfinished states: the others no longer change. */
function ageOf(items: readonly ViewItem[], now: number): string {
  const asked = items
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ state, askedAt }) =>
      isUnfinished(state ?? undefined) && askedAt !== null ? [Date.parse(askedAt)] : [],
    );
  return new Date(Math.min(now, ...asked)).toISOString();
}

const countAll = (reader: ViewReader): Promise<ViewCounts> =>
  withDatabase(async () => countViews(await database(), reader, reviewNow()));

type Context = { reader: ViewReader; signal: AbortSignal };
type Page = Omit<ViewPageBody, "counts" | "asOf">;

const whole = { searched: null, isCut: false } as const;

/** A page of the provider's list with what is known here. */
async function listAtProvider(filter: ViewFilter & { search: string }, { signal }: Context): Promise<Page> {
  const { items, page, hasMore } = await fetchSignatureRequests(filter, signal);
  const requests = items.map((request) => ({ request, srId: toSignatureRequest(request).id }));
  const known = await readKnown(requests.map(({ srId }) => srId));
  const toItem = ({ request, srId }: (typeof requests)[number]): ViewItem => {
    return { srId, request, evidence: known.get(srId) ?? [], ticket: null, at: null };
  };
  return { items: requests.map(toItem), page, hasMore, total: null, ...whole };
}

async function listKnown(filter: ViewFilter, { reader, signal }: Context): Promise<Page> {
  const { srIds, total } = await withDatabase(async () =>
    selectRequests(await database(), { ...filter, reader, pageSize }, reviewNow()),
  );
  const [known, requests] = await Promise.all([readKnown(srIds), fetchRequests(srIds, signal)]);
  const items = srIds.map((srId, index): ViewItem => {
    return { srId, request: requests[index] ?? null, evidence: known.get(srId) ?? [], ticket: null, at: null };
  });
  return { items, page: filter.page, hasMore: filter.page * pageSize < total, total, ...whole };
}

type Search = ViewFilter & { search: string };

const listOf = (filter: Search, context: Context): Promise<Page> =>
  isProviderList(filter) ? listAtProvider(filter, context) : listKnown(filter, context);

/**
 * Searches a list, page by page, for requests of a law or of some days: neither the provider nor this installation's
 * database can be asked for them. Stops when the page is full or after `maxSearchedPages`.
 */
async function searchRequests(filter: Search, context: Context): Promise<Page> {
  const found: ViewItem[] = [];
  let searched = 0;
  let page = 0;
  let isOver = false;
  while (!isOver && found.length <= filter.page * pageSize && page < maxSearchedPages) {
    page += 1;
    const { items, hasMore } = await listOf({ ...filter, page }, context);
    searched += items.length;
    isOver = !hasMore;
    for (const item of items)
      if (item.request !== null && fitsRequest(toSignatureRequest(item.request), filter)) found.push(item);
  }
  const from = (filter.page - 1) * pageSize;
  return {
    items: found.slice(from, from + pageSize),
    page: filter.page,
    hasMore: found.length > from + pageSize,
    total: null,
    searched,
    isCut: !isOver && found.length <= from + pageSize,
  };
}

/** The person's last look-ups, from the access log. */
async function listRecent({ reader, signal }: Context): Promise<Page> {
  const lookUps = await findLookUps(reader.subject);
  const srIds = lookUps.map(({ srId }) => srId);
  const [known, requests] = await Promise.all([readKnown(srIds), fetchRequests(srIds, signal)]);
  const items = lookUps.map(({ srId, evidenceId, at, ticket }, index): ViewItem => {
    const evidence = (known.get(srId) ?? []).filter((one) => one.evidenceId === evidenceId);
    return { srId, request: requests[index] ?? null, evidence, ticket, at };
  });
  return { items, page: 1, hasMore: false, total: items.length, ...whole };
}

/** A view of every person, the person's last look-ups, or a saved view of this person, which gives all parameters but the page. */
export type ViewRequest = { kind: "recent" } | { kind: "view"; filter: ViewFilter; search: string };

/** Reads `GET /api/views/{view}?page=&sort=&…`. @throws ProblemError `not_found` for an unknown view; `invalid_request` */
export async function readViewRequest(view: string, request: Request, subject: string): Promise<ViewRequest> {
  if (view === "recent") return { kind: "recent" };
  const given = new URL(request.url).searchParams;
  const page = given.get(parameters.page) || "1";
  if (!/^[1-9]\d{0,5}$/.test(page))
    throw new ProblemError("invalid_request", "Invalid page in the query. Use a whole number from 1 to 999999.");
  const search = (given.get(parameters.search) ?? "").trim();
  if (search.length > 200)
    throw new ProblemError("invalid_request", "The search in the query is too long. Use at most 200 characters.");
  const saved = (viewNames as readonly string[]).includes(view)
    ? null
    : (await findViews(subject)).find(({ id }) => id === view);
  if (saved === undefined) throw new ProblemError("not_found", "The view does not exist. Check its name in the URL.");
  const query = new URLSearchParams(saved === null ? given : saved.query);
  if (saved === null) query.set(parameters.view, view);
  query.set(parameters.page, page);
  const filter = readViewFilter(query);
  for (const name of ["sort", "conclusion", "status", "law", "from", "to"] as const)
    if ((query.get(name) ?? "") !== "" && query.get(name) !== filter[name])
      throw new ProblemError("invalid_request", `Invalid \`${name}\` in the query for this view.`);
  if (search !== "" && !isProviderList(filter))
    throw new ProblemError("invalid_request", "Titles are searched only in the provider's list. Leave out `search`.");
  return { kind: "view", filter, search };
}

/** @throws ProblemError with a code of the contract */
export async function listView(view: ViewRequest, context: Context): Promise<ViewPageBody> {
  const [page, counts] = await Promise.all([
    view.kind === "recent"
      ? listRecent(context)
      : (isFiltering(view.filter) ? searchRequests : listOf)({ ...view.filter, search: view.search }, context),
    countAll(context.reader),
  ]);
  return { ...page, counts, asOf: ageOf(page.items, Date.now()) };
}

/** The person as the reader of a view. */
export const readerOf = ({ subject, roles }: Pick<Person, "subject" | "roles">): ViewReader => ({
  subject,
  isLead: hasRole(roles, "lead"),
});

/** Saved views of a person, and the counts of all views. They hold no title and no name. */
export async function listViews(reader: ViewReader): Promise<ViewList> {
  const [views, counts] = await Promise.all([findViews(reader.subject), countAll(reader)]);
  return { views, counts, asOf: new Date().toISOString() };
}
