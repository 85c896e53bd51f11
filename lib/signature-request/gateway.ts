import "server-only";
import { settings } from "#lib/env";
import { canonicalId, parameters } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { fetchBody, type ProviderRequest } from "#lib/provider/client";
import { listUrl, requestUrl } from "#lib/provider/urls";
import { SingleFlight } from "#lib/runtime/single-flight";
import { cancelledError, UpstreamError } from "#lib/upstream/upstream-error";
import { evidenceMembership } from "./evidence-membership.ts";
import { toSignatureRequest } from "./model.ts";
import { parseProviderList, parseProviderRequest } from "./parse-provider-request.ts";
import type { SignatureRequestBody, SignatureRequestPage } from "./schema.ts";
import { stripBearerLinks } from "./strip-bearer-links.ts";

/** Size limit in bytes for a signature request or a page of them; the vendor's samples have a few kilobytes. */
const maxJsonBytes = 4 * 1024 * 1024;
const pageSize = 25;

function createRequest(
  endpoint: "request" | "list" | "report",
  url: URL,
  signal: AbortSignal | undefined,
): ProviderRequest {
  const { deadlineMs } = settings().provider;
  return {
    endpoint,
    kind: "json",
    url,
    maxBytes: maxJsonBytes,
    deadlineMs,
    signal,
  };
}

function parseJson(body: Buffer, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw invalid(`The provider's ${what} isn't readable JSON. Try again later, or ask the provider.`);
  }
}

const invalid = (detail: string) => new UpstreamError("provider_invalid", "unreadable", detail);
const nestedTooDeep = () => invalid("The provider's JSON is nested too deeply to be checked. Ask the provider.");

/** @param srId canonical @throws ProblemError; `provider_invalid` if the body is not a signature request, or another one */
export async function fetchSignatureRequest(srId: string, signal?: AbortSignal): Promise<SignatureRequestBody> {
  const url = requestUrl(settings().provider.apiUrl, srId);
  const body = parseJson(await fetchBody(createRequest("request", url, signal)), "signature request");
  const request = parseRequest(body);
  if (canonicalId(request.id) !== srId)
    throw invalid("The provider's response is a different signature request. Ask the provider.");
  const { signers } = toSignatureRequest(request);
  evidenceMembership().remember(
    srId,
    signers.flatMap(({ evidenceId }) => (evidenceId === null ? [] : [evidenceId])),
  );
  return request;
}

function parseRequest(body: unknown): SignatureRequestBody {
  try {
    return parseProviderRequest(body);
  } catch (error) {
    if (error instanceof RangeError) throw nestedTooDeep();
    throw invalid("The provider's response isn't a signature request. Try again later, or ask the provider.");
  }
}

const sharedCalls = new SingleFlight<SignatureRequestBody>();

/** Shares one request between concurrent panels; none of them can cancel it for the others. */
function shareSignatureRequest(srId: string): Promise<SignatureRequestBody> {
  return sharedCalls.run(srId, () => fetchSignatureRequest(srId));
}

/** Caches a positive result for 60 s. @throws ProblemError `not_found` if no signer has the evidence */
export async function requireEvidence(srId: string, evidenceId: string, signal: AbortSignal): Promise<void> {
  if (evidenceMembership().isKnown(srId, evidenceId)) return;
  await shareSignatureRequest(srId);
  if (signal.aborted) throw cancelledError();
  if (!evidenceMembership().isKnown(srId, evidenceId))
    throw new ProblemError(
      "not_found",
      "No signer of this signature request has this evidence. Check both IDs in the URL.",
    );
}

/** Parses the query of the list call. Pages count from 1, as in the provider's API. */
export function parseListQuery(query: URLSearchParams): { search: string; status: string; page: number } {
  const search = (query.get(parameters.search) ?? "").trim();
  const status = (query.get(parameters.status) ?? "").trim();
  const page = query.get(parameters.page) || "1";
  if (search.length > 200)
    throw new ProblemError("invalid_request", "The search in the query is too long. Use at most 200 characters.");
  if (!/^[A-Z_]{0,32}$/.test(status))
    throw new ProblemError("invalid_request", "Invalid status in the query. Use one word such as OPEN or SIGNED.");
  if (!/^[1-9]\d{0,5}$/.test(page))
    throw new ProblemError("invalid_request", "Invalid page in the query. Use a whole number from 1 to 999999.");
  return { search, status, page: Number(page) };
}

async function fetchList(query: Record<string, string>, signal: AbortSignal): Promise<SignatureRequestBody[]> {
  const url = listUrl(settings().provider.apiUrl, query);
  const body = parseJson(await fetchBody(createRequest("list", url, signal)), "list of signature requests");
  try {
    return parseProviderList(body);
  } catch (error) {
    throw error instanceof TypeError ? invalid(error.message) : nestedTooDeep();
  }
}

/**
 * Fetches one page and, because the provider gives no total, probes for an entry after a full page.
 * @throws ProblemError with a code of the contract
 */
export async function fetchSignatureRequests(
  { search, status, page }: { search: string; status: string; page: number },
  signal: AbortSignal,
): Promise<SignatureRequestPage> {
  const filter = { ...(search ? { search } : {}), ...(status ? { status_overall: status } : {}) };
  const items = await fetchList({ ...filter, page_number: String(page), page_size: String(pageSize) }, signal);
  const beyond =
    items.length < pageSize
      ? []
      : await fetchList({ ...filter, page_number: String(page * pageSize + 1), page_size: "1" }, signal);
  return { items: items.slice(0, pageSize), page, hasMore: beyond.length > 0 };
}

function stripReport(report: unknown): unknown {
  try {
    return stripBearerLinks(report);
  } catch {
    throw nestedTooDeep();
  }
}

/**
 * Fetches the activity report unchanged, unless it contains a bearer link. Requires the user's confirmation, because
 * fetching may leave a trace at the provider.
 * @throws ProblemError with a code of the contract
 */
export async function fetchReport(srId: string, signal: AbortSignal): Promise<Buffer> {
  const url = requestUrl(settings().provider.apiUrl, srId, "/report", new URLSearchParams({ type: "JSON" }));
  const bytes = await fetchBody(createRequest("report", url, signal));
  const report = parseJson(bytes, "report");
  const stripped = JSON.stringify(stripReport(report));
  return stripped === JSON.stringify(report) ? bytes : Buffer.from(stripped);
}
