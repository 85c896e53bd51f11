import { ProviderRefusal } from "./problem.ts";
import type { ListQuery } from "./signature-requests.ts";

function refuse(name: string, message: string): ProviderRefusal {
  return new ProviderRefusal({ status: 400, name: "constraint-violation", message: `${name} ${message}` });
}

function parseInteger(url: URL, name: string, least: number): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  if (!/^\d{1,6}$/.test(text) || Number(text) < least) throw refuse(name, `must be a number from ${least} up.`);
  return Number(text);
}

const overallStatuses = ["DRAFT", "OPEN", "DECLINED", "WITHDRAWN", "SIGNED", "EXPIRED", "ERROR"];
const signatureStatuses = ["DRAFT", "OPEN", "WAITING", "DECLINED", "WITHDRAWN", "SIGNED", "ERROR"];

function parseWord(url: URL, name: string, words: readonly string[]): string {
  const word = url.searchParams.get(name) ?? "";
  if (word && !words.includes(word)) throw refuse(name, `must be one of ${words.join(", ")}.`);
  return word;
}

/** Paging is off without a page number or size; the default size is 50. */
export function parseListQuery(url: URL): ListQuery {
  const pageNumber = parseInteger(url, "page_number", 1);
  const pageSize = parseInteger(url, "page_size", 0);
  return {
    search: url.searchParams.get("search") ?? "",
    statusOverall: parseWord(url, "status_overall", overallStatuses),
    signatureStatus: parseWord(url, "signature_status", signatureStatuses),
    accountEmail: url.searchParams.get("account_email") ?? "",
    pageNumber: pageNumber ?? (pageSize === null ? null : 1),
    pageSize: pageSize ?? 50,
  };
}

/** The sandbox makes JSON reports only; the provider's default is PDF. */
export function parseReportType(url: URL): void {
  if (url.searchParams.get("type") !== "JSON") throw refuse("type", "must be JSON: the sandbox makes no other report.");
}
