import "server-only";
import type { ProviderErrorDetails } from "#lib/problem";
import { type Deadline, startDeadline } from "#lib/upstream/deadline";
import { readUpstreamBody } from "#lib/upstream/read-body";
import { parseRetryAfter } from "#lib/upstream/retry";
import type { UpstreamResponse } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { type Endpoint, pathSetting } from "./endpoints.ts";
import { type AcceptedKind, isAccepted, readMediaType } from "./media-types.ts";
import { describeStatement, type ProviderProblem, parseProviderProblem } from "./provider-problem.ts";

const evidenceEndpoints: ReadonlySet<Endpoint> = new Set(["status", "record", "files", "token"]);
const maxProblemBytes = 64 * 1024;
const maxProblemMs = 5_000;

export type ResponseExpectation = {
  endpoint: Endpoint;
  kind: AcceptedKind;
  maxBytes: number;
  holdsSecret: (text: string) => boolean;
  nowMs: number;
};

const isEncoded = (encoding: string | null) => encoding !== null && !/^(identity)?$/i.test(encoding.trim());

/** Reads the problem body of an error response within size and time limits; null if absent or unreadable. */
async function readProblem(response: UpstreamResponse, deadline: Deadline): Promise<ProviderProblem | null> {
  if (isEncoded(response.encoding)) {
    response.body.destroy();
    return null;
  }
  const brief = startDeadline(Math.min(maxProblemMs, deadline.remainingMs()), deadline.signal);
  const stop = () => response.body.destroy();
  brief.signal.addEventListener("abort", stop, { once: true });
  try {
    return parseProviderProblem(await readUpstreamBody(response, maxProblemBytes, brief));
  } catch {
    return null;
  } finally {
    brief.signal.removeEventListener("abort", stop);
    brief.end();
  }
}

/** The provider rejected the access token: log in and retry once. */
export class AccessTokenRejectedError extends Error {
  readonly provider: ProviderErrorDetails;

  constructor(provider: ProviderErrorDetails) {
    super("The provider rejected the access token.");
    this.name = "AccessTokenRejectedError";
    this.provider = provider;
  }
}

function refuse(response: UpstreamResponse, fault: UpstreamError): never {
  response.body.destroy();
  throw fault;
}

/** Checks that a 200 response has the expected type, no content coding, a body, and a size within the limit. */
function checkSuccess(
  response: UpstreamResponse,
  { kind, maxBytes, endpoint, holdsSecret }: ResponseExpectation,
): void {
  const invalid = (reason: UpstreamError["reason"], detail: string) =>
    refuse(response, new UpstreamError("provider_invalid", reason, detail, { provider: { status: response.status } }));
  if (isEncoded(response.encoding))
    invalid(
      "encoding",
      "The provider's response is encoded, although identity encoding was requested. Check the proxies in between.",
    );
  if (!isAccepted(kind, response.contentType)) {
    const type = readMediaType(response.contentType);
    const isShown = type !== null && type.length <= 100 && !holdsSecret(type);
    const found = isShown ? `the unexpected media type ${type}` : "no readable media type";
    invalid(
      "content_type",
      `The provider's response to the ${endpoint} request has ${found}. Check ${pathSetting[endpoint]}.`,
    );
  }
  if (response.announcedBytes === 0) invalid("empty", "The provider's response is empty. Try again later.");
  if (response.announcedBytes !== null && response.announcedBytes > maxBytes)
    refuse(
      response,
      new UpstreamError(
        "provider_too_large",
        "too_large",
        `The provider's response has ${response.announcedBytes} bytes; the limit is ${maxBytes}. Raise the limit if this size is expected.`,
      ),
    );
}

/** Maps a final 4xx response to a problem code. */
function readClientError(status: number, problem: ProviderProblem | null, reading: ResponseExpectation): UpstreamError {
  const { endpoint } = reading;
  const provider = describeStatement(status, problem, reading.holdsSecret);
  const fault = (code: UpstreamError["code"], detail: string) =>
    new UpstreamError(code, "status", detail, { provider });
  if (status === 403 && problem?.problem === "feature-not-enabled")
    return fault(
      "feature_not_enabled",
      "Identification evidence isn't enabled for this business at the provider. Ask the provider to enable it.",
    );
  if (status === 403)
    return fault(
      "provider_denied",
      "The provider denied access to the API user. Check the user's rights at the provider.",
    );
  // Login has no ID in its path, so a 404 there means a wrong address.
  if (status === 404 && problem && endpoint !== "login")
    return fault("not_found", "The provider doesn't know this ID. Check the IDs in the URL.");
  if (status === 404)
    return fault(
      "evidence_path_unknown",
      `The provider doesn't know the path of this request; the ID may exist. Check ${pathSetting[endpoint]}.`,
    );
  if (
    evidenceEndpoints.has(endpoint) &&
    [400, 409, 422].includes(status) &&
    problem?.problem === "constraint-violation"
  )
    return fault(
      "not_completed",
      "The identification isn't completed, so this evidence doesn't exist yet. Try again once it is completed.",
    );
  return fault(
    "provider_rejected",
    `The provider rejected the request with status ${status}. Send this request ID to your administrator.`,
  );
}

/**
 * Classifies a response. Returns for a usable 200 and leaves its body unread.
 * @throws AccessTokenRejectedError if a fresh login may help
 * @throws UpstreamError for every other failure
 */
export async function checkResponse(
  response: UpstreamResponse,
  reading: ResponseExpectation,
  deadline: Deadline,
): Promise<void> {
  const { status } = response;
  if (status === 200) return checkSuccess(response, reading);
  if (status >= 300 && status < 400 && status !== 304)
    refuse(
      response,
      new UpstreamError(
        "provider_invalid",
        "redirect",
        `The provider responded with a redirect (${status}), which isn't followed. Check ${pathSetting[reading.endpoint]}.`,
        {
          provider: { status },
        },
      ),
    );
  if (status < 400 || status > 599)
    refuse(
      response,
      new UpstreamError(
        "provider_invalid",
        "status",
        `The provider responded with unexpected status ${status}. Check ${pathSetting[reading.endpoint]}.`,
        {
          provider: { status },
        },
      ),
    );

  const problem = await readProblem(response, deadline);
  deadline.signal.throwIfAborted();
  const provider = describeStatement(status, problem, reading.holdsSecret);
  if (status === 401 || (status === 403 && /^error\.auth\.token_/.test(problem?.key ?? "")))
    throw new AccessTokenRejectedError(provider);
  if (status === 429) {
    const retryAfterS = parseRetryAfter(response.retryAfter, reading.nowMs) ?? undefined;
    throw new UpstreamError(
      "provider_rate_limited",
      "status",
      "The provider's rate limit is reached. Try again later.",
      {
        retry: true,
        retryAfterS,
        provider,
      },
    );
  }
  if (status >= 500) {
    throw new UpstreamError(
      "provider_unavailable",
      "status",
      `The provider failed with status ${status}. Try again later.`,
      {
        // 501, 505 and similar statuses are permanent.
        retry: [500, 502, 503, 504].includes(status),
        // A 500 may affect one record; the others affect the whole host.
        outage: [502, 503, 504].includes(status),
        retryAfterS: parseRetryAfter(response.retryAfter, reading.nowMs) ?? undefined,
        provider,
      },
    );
  }
  if (isEncoded(response.encoding))
    throw new UpstreamError(
      "provider_invalid",
      "encoding",
      `The provider's response with status ${status} is encoded, although identity encoding was requested. Check the proxies in between.`,
      {
        provider: { status },
      },
    );
  throw readClientError(status, problem, reading);
}
