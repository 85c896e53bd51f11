import { type ConclusionCode, type ConclusionTone, toneOfCode } from "#lib/agreement/conclusion-codes";
import { parameters } from "#lib/paths";
import { isUnfinished } from "#lib/status/schema";
import { anyRequest, isDay, lawNames, type RequestFilter } from "./request-filter.ts";
import type { KnownEvidence } from "./schema.ts";

/** Views of every person. `all` is the provider's list, unless a sort or filter needs what this installation knows. */
export const viewNames = [
  "all",
  "in_review",
  "over_72h",
  "failed",
  "expiring",
  "undecided",
  "second_review",
  "mine",
] as const;
export type ViewName = (typeof viewNames)[number];

/** `provider`: the provider's order, for `all` only. */
export const sortNames = ["provider", "attention", "waiting", "opened", "expiry"] as const;
export type SortName = (typeof sortNames)[number];

/** Conclusions last reached here. A failed identification has a view of its own. */
export const conclusionFilters = ["contradiction", "cannot_tell", "consistent", "not_checked"] as const;
export type ConclusionFilter = (typeof conclusionFilters)[number];

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const expiringMs = 14 * dayMs;

/** What a list shows. `search` is title text for the provider; it stays out of addresses and out of saved views. */
export type ViewFilter = {
  view: ViewName;
  sort: SortName;
  /** The provider's `status_overall`, or empty; only for the provider's list. */
  status: string;
  conclusion: ConclusionFilter | null;
  page: number;
} & RequestFilter;

const defaultSorts: Readonly<Record<ViewName, SortName>> = {
  all: "provider",
  in_review: "waiting",
  over_72h: "waiting",
  failed: "opened",
  expiring: "expiry",
  undecided: "attention",
  second_review: "attention",
  mine: "opened",
};
export const defaultSort = (view: ViewName): SortName => defaultSorts[view];

/** A view without filters, in its usual order. */
export const wholeView = (view: ViewName): ViewFilter => ({
  view,
  sort: defaultSort(view),
  status: "",
  conclusion: null,
  page: 1,
  ...anyRequest,
});

/** Sorts of a view: only the whole list has an order of the provider. */
export const sortsOf = (view: ViewName): readonly SortName[] =>
  view === "all" ? sortNames : sortNames.filter((name) => name !== "provider");

/** True if the provider's list answers; else what this installation knows does. */
export const isProviderList = ({ view, sort, conclusion }: Pick<ViewFilter, "view" | "sort" | "conclusion">): boolean =>
  view === "all" && sort === "provider" && conclusion === null;

const isOneOf = <Name extends string>(names: readonly Name[], text: string | null): text is Name =>
  (names as readonly (string | null)[]).includes(text);

/** The provider's values of `status_overall`. */
export const requestStatuses = ["DRAFT", "OPEN", "SIGNED", "DECLINED", "WITHDRAWN", "EXPIRED", "ERROR"] as const;

/** Reads parameters of a page's address; unknown values are left out, so that an old link still opens a list. */
export function readViewFilter(search: URLSearchParams): ViewFilter {
  const named = search.get(parameters.view);
  const view = isOneOf(viewNames, named) ? named : "all";
  const sort = search.get(parameters.sort);
  const conclusion = search.get(parameters.conclusion);
  const status = search.get(parameters.status);
  const page = search.get(parameters.page) ?? "";
  const law = search.get(parameters.law);
  const day = (name: string) => (isDay(search.get(name) ?? "") ? (search.get(name) ?? "") : "");
  const filter = {
    view,
    sort: isOneOf(sortsOf(view), sort) ? sort : defaultSort(view),
    conclusion: isOneOf(conclusionFilters, conclusion) ? conclusion : null,
  };
  return {
    ...filter,
    status: isProviderList(filter) && isOneOf(requestStatuses, status) ? status : "",
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
    law: isOneOf(lawNames, law) ? law : "",
    from: day(parameters.from),
    to: day(parameters.to),
  };
}

/** Writes the parameters of an address, without those that are as usual. */
export function formatViewFilter(filter: ViewFilter): URLSearchParams {
  const { view, sort, status, conclusion, page } = filter;
  const query = new URLSearchParams();
  if (view !== "all") query.set(parameters.view, view);
  if (status !== "") query.set(parameters.status, status);
  if (conclusion !== null) query.set(parameters.conclusion, conclusion);
  for (const name of ["law", "from", "to"] as const) if (filter[name] !== "") query.set(parameters[name], filter[name]);
  if (sort !== defaultSort(view)) query.set(parameters.sort, sort);
  if (page > 1) query.set(parameters.page, String(page));
  return query;
}

/** Codes that state no result: they are never stored. */
const passing = ["checking", "not_asked", "not_checked", "partly_checked", "could_not_check"] as const;

export const isCode = (code: unknown): code is ConclusionCode =>
  typeof code === "string" && Object.hasOwn(toneOfCode, code);
export const isPassing = (code: ConclusionCode): boolean => (passing as readonly string[]).includes(code);

/**
 * The conclusion that a list shows: the one last reached here, unless the state says otherwise. Never better than the state allows:
 * `consistent` needs a completed identification.
 */
export function shownConclusion({ state, conclusion }: Pick<KnownEvidence, "state" | "conclusion">): ConclusionCode {
  if (state === "failed") return "failed";
  const code = isCode(conclusion) ? conclusion : null;
  if (code !== null && toneOfCode[code] === "contradicted") return code;
  if (state === "expired") return "expired_evidence";
  if (isUnfinished(state ?? undefined)) return "not_completed";
  if (state !== "completed") return code !== null && toneOfCode[code] !== "proven" ? code : "not_checked";
  return code === null || ["not_completed", "expired_evidence", "unknown_state"].includes(code) ? "not_checked" : code;
}

const worstFirst: readonly ConclusionTone[] = ["contradicted", "unsure", "silent", "proven"];

/** The evidence whose conclusion needs a person most; null without evidence. */
export function findWorst(evidence: readonly KnownEvidence[]): KnownEvidence | null {
  const rank = (one: KnownEvidence) => worstFirst.indexOf(toneOfCode[shownConclusion(one)]);
  return evidence.toSorted((one, other) => rank(one) - rank(other))[0] ?? null;
}

/** Milliseconds since a review began, or null if none is known to run. @param nowMs Unix milliseconds */
export function waitingMs({ state, sinceAt }: Pick<KnownEvidence, "state" | "sinceAt">, nowMs: number): number | null {
  if (state !== "in_review" || sinceAt === null) return null;
  return Math.max(0, nowMs - Date.parse(sinceAt));
}

const decisionRank = ["disputed", "second_review_pending", "undecided", "escalated", "rejected", "accepted"] as const;

/** The decision state of several signers that needs a person most; null before any evidence was opened here. */
export function gravestDecision(
  evidence: readonly Pick<KnownEvidence, "decision">[],
): (typeof decisionRank)[number] | null {
  return decisionRank.find((state) => evidence.some(({ decision }) => decision === state)) ?? null;
}
