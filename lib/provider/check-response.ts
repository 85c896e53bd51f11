import "server-only";
import type { ProviderErrorDetails } from "#lib/problem";
import { type Deadline, startDeadline } from "#lib/upstream/deadline";
import { collect } from "#lib/upstream/read-body";
import { parseRetryAfter } from "#lib/upstream/retry";
import type { UpstreamResponse } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { isAccepted, type Kind, readMediaType } from "./media-types.ts";
import { describeStatement, type ProviderProblem, parseProviderProblem } from "./provider-problem.ts";

/** Endpoints of the provider, as the product speaks of them. */
export type Endpoint = "login" | "list" | "request" | "report" | "status" | "record" | "files" | "token" | "health";

/** The setting that an unknown path speaks of. */
export const pathSetting: Record<Endpoint, string> = {
  login: "SKRIBBLE_API_URL",
  list: "SKRIBBLE_API_URL",
  request: "SKRIBBLE_API_URL",
  report: "SKRIBBLE_API_URL",
  health: "SKRIBBLE_API_URL",
  status: "SKRIBBLE_EVIDENCE_STATUS_PATH",
  record: "SKRIBBLE_EVIDENCE_JSON_PATH",
  files: "SKRIBBLE_EVIDENCE_FILES_PATH",
  token: "SKRIBBLE_EVIDENCE_JWT_PATH",
};

const evidenceEndpoints: ReadonlySet<Endpoint> = new Set(["status", "record", "files", "token"]);
const maxProblemBytes = 64 * 1024;
const maxProblemMs = 5_000;

export type ResponseExpectation = {
  endpoint: Endpoint;
  kind: Kind;
  maxBytes: number;
  holdsSecret: (text: string) => boolean;
  nowMs: number;
};

const isEncoded = (encoding: string | null) => encoding !== null && !/^(identity)?$/i.test(encoding.trim());

/** Reads the problem body of an error answer, bounded in size and time; null when there is none that can be read. */
async function readProblem(arrival: UpstreamResponse, deadline: Deadline): Promise<ProviderProblem | null> {
  if (isEncoded(arrival.encoding)) {
    arrival.body.destroy();
    return null;
  }
  const brief = startDeadline(Math.min(maxProblemMs, deadline.remainingMs()), deadline.signal);
  const stop = () => arrival.body.destroy();
  brief.signal.addEventListener("abort", stop, { once: true });
  try {
    return parseProviderProblem(await collect(arrival, maxProblemBytes, brief));
  } catch {
    return null;
  } finally {
    brief.signal.removeEventListener("abort", stop);
    brief.end();
  }
}

/** Our login token was refused: log in once more, try once more. */
export class AccessTokenRejectedError extends Error {
  readonly provider: ProviderErrorDetails;

  constructor(provider: ProviderErrorDetails) {
    super("The provider refused our login token.");
    this.name = "TokenRefused";
    this.provider = provider;
  }
}

function refuse(arrival: UpstreamResponse, fault: UpstreamError): never {
  arrival.body.destroy();
  throw fault;
}

/** A 200 must be what was asked for: right type, not encoded, not empty, not over the cap. */
function checkSuccess(arrival: UpstreamResponse, { kind, maxBytes, endpoint, holdsSecret }: ResponseExpectation): void {
  const invalid = (reason: UpstreamError["reason"], detail: string) =>
    refuse(arrival, new UpstreamError("provider_invalid", reason, detail, { provider: { status: arrival.status } }));
  if (isEncoded(arrival.encoding))
    invalid("encoding", "The provider encoded its answer although we asked for it as it is; nothing was decoded.");
  if (!isAccepted(kind, arrival.contentType)) {
    const type = readMediaType(arrival.contentType);
    const came = type === null || type.length > 100 || holdsSecret(type) ? "no readable content type" : `"${type}"`;
    invalid("content_type", `The provider answered the question for the ${endpoint} with ${came}.`);
  }
  if (arrival.announcedBytes === 0) invalid("empty", "The provider sent an empty answer.");
  if (arrival.announcedBytes !== null && arrival.announcedBytes > maxBytes)
    refuse(
      arrival,
      new UpstreamError(
        "provider_too_large",
        "too_large",
        `The provider announced ${arrival.announcedBytes} bytes; the settings allow ${maxBytes}.`,
      ),
    );
}

/** Names a 4xx that is final, in the contract's codes. */
function readClientError(status: number, problem: ProviderProblem | null, reading: ResponseExpectation): UpstreamError {
  const { endpoint } = reading;
  const provider = describeStatement(status, problem, reading.holdsSecret);
  const fault = (code: UpstreamError["code"], detail: string) =>
    new UpstreamError(code, "status", detail, { provider });
  if (status === 403 && problem?.problem === "feature-not-enabled")
    return fault("feature_not_enabled", "Identification evidence is not enabled for this business at the provider.");
  if (status === 403) return fault("provider_denied", "The provider denied this to our API user.");
  // Nothing has an id at login: whatever else knows the address, the provider's login is not there.
  if (status === 404 && problem && endpoint !== "login")
    return fault("not_found", "The provider does not know this id.");
  if (status === 404)
    return fault(
      "evidence_path_unknown",
      `The provider does not know this address, which is not the same as an unknown id. Check ${pathSetting[endpoint]}.`,
    );
  if (
    evidenceEndpoints.has(endpoint) &&
    [400, 409, 422].includes(status) &&
    problem?.problem === "constraint-violation"
  )
    return fault("not_completed", "The identification is not completed, so this evidence does not exist yet.");
  return fault("provider_rejected", `The provider refused the request with status ${status}.`);
}

/**
 * Decides what an arrived answer is. Returns for a usable 200; the body is then untouched.
 * @throws TokenRefused when a fresh login may help
 * @throws ProviderFault for everything else
 */
export async function checkResponse(
  arrival: UpstreamResponse,
  reading: ResponseExpectation,
  deadline: Deadline,
): Promise<void> {
  const { status } = arrival;
  if (status === 200) return checkSuccess(arrival, reading);
  if (status >= 300 && status < 400 && status !== 304)
    refuse(
      arrival,
      new UpstreamError(
        "provider_invalid",
        "redirect",
        `The provider answered with a redirect (${status}), which we never follow.`,
        {
          provider: { status },
        },
      ),
    );
  if (status < 400 || status > 599)
    refuse(
      arrival,
      new UpstreamError(
        "provider_invalid",
        "status",
        `The provider answered with status ${status}, which makes no sense here.`,
        {
          provider: { status },
        },
      ),
    );

  const problem = await readProblem(arrival, deadline);
  deadline.signal.throwIfAborted();
  const provider = describeStatement(status, problem, reading.holdsSecret);
  if (status === 401 || (status === 403 && /^error\.auth\.token_/.test(problem?.key ?? "")))
    throw new AccessTokenRejectedError(provider);
  if (status === 429) {
    const retryAfterS = parseRetryAfter(arrival.retryAfter, reading.nowMs) ?? undefined;
    throw new UpstreamError("provider_rate_limited", "status", "The provider asks us to slow down.", {
      retry: true,
      retryAfterS,
      provider,
    });
  }
  if (status >= 500) {
    throw new UpstreamError("provider_unavailable", "status", `The provider failed with status ${status}.`, {
      // 501, 505 and the like will not change by asking again.
      retry: [500, 502, 503, 504].includes(status),
      // A 500 may be about one record; the others speak of the host.
      outage: [502, 503, 504].includes(status),
      retryAfterS: parseRetryAfter(arrival.retryAfter, reading.nowMs) ?? undefined,
      provider,
    });
  }
  if (isEncoded(arrival.encoding))
    throw new UpstreamError(
      "provider_invalid",
      "encoding",
      `The provider answered with status ${status}, encoded although we asked for it as it is.`,
      {
        provider: { status },
      },
    );
  throw readClientError(status, problem, reading);
}
