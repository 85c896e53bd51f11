import "server-only";
import { isTlsErrorCode } from "#lib/runtime/tls-error";
import { UpstreamError, type UpstreamErrorReason } from "./upstream-error.ts";

const dnsCodes = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME", "ENODATA"]);
const refusedCodes = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EACCES"]);

type Coded = { code?: unknown; name?: unknown; cause?: unknown; errors?: unknown };

/** Lists all codes of an error, its members and its causes, because undici and Node nest them. */
function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== "object" || error === null || depth > 4) return;
  const { code, name, cause, errors } = error as Coded;
  if (typeof code === "string") yield code;
  // undici's parser errors have no code.
  else if (name === "HTTPParserError") yield "HPE";
  if (Array.isArray(errors)) for (const member of errors) yield* codesOf(member, depth + 1);
  yield* codesOf(cause, depth + 1);
}

function invalid(reason: UpstreamErrorReason, detail: string, cause: unknown): UpstreamError {
  return new UpstreamError("provider_invalid", reason, detail, { cause });
}

function unavailable(reason: UpstreamErrorReason, detail: string, cause: unknown): UpstreamError {
  return new UpstreamError("provider_unavailable", reason, detail, { retry: true, outage: true, cause });
}

/** @param stage `head` before the response headers are complete, then `body` */
export function toUpstreamError(error: unknown, stage: "head" | "body"): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const codes = [...codesOf(error)];
  const message = error instanceof Error ? error.message : "";
  const has = (test: (code: string) => boolean) => codes.some(test);

  if (has((code) => code === "UND_ERR_HEADERS_TIMEOUT"))
    return new UpstreamError("provider_timeout", "first_byte", "The provider sent no response in time.", {
      outage: true,
      cause: error,
    });
  if (has((code) => code === "UND_ERR_BODY_TIMEOUT"))
    return new UpstreamError("provider_timeout", "stalled", "The provider stopped in the middle of its response.", {
      cause: error,
    });
  if (has((code) => code === "UND_ERR_HEADERS_OVERFLOW"))
    return invalid("headers", "The provider's response headers exceed 16 KiB.", error);
  if (has((code) => code === "HPE_HEADER_OVERFLOW"))
    return invalid("headers", "The provider's response headers exceed 16 KiB.", error);
  if (has((code) => code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"))
    return invalid("length", "The provider's response is shorter or longer than announced.", error);
  if (stage === "body" && has((code) => code.startsWith("HPE")))
    return invalid("length", "The provider's response was truncated or framed incorrectly.", error);
  if (has((code) => code.startsWith("HPE")))
    return invalid("not_http", "The provider's address did not send a valid HTTP response.", error);
  if (/^bad (response|upgrade)$/.test(message))
    return invalid("not_http", "The provider sent unexpected interim responses.", error);
  if (has((code) => code === "UND_ERR_PRX_CONN" || code === "UND_ERR_PRX_TLS") || /^Proxy response \(/.test(message))
    return unavailable("proxy", "The proxy (HTTPS_PROXY) did not connect to the provider.", error);
  if (has(isTlsErrorCode))
    return new UpstreamError(
      "provider_unavailable",
      "tls",
      "No secure connection to the provider: its certificate was not accepted.",
      { outage: true, cause: error },
    );
  if (has((code) => code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT"))
    return new UpstreamError(
      "provider_timeout",
      "connect_timeout",
      "The provider's address did not accept a connection in time.",
      { retry: true, outage: true, cause: error },
    );
  if (has((code) => dnsCodes.has(code)))
    return unavailable("dns", "The provider's host name could not be resolved.", error);
  if (has((code) => refusedCodes.has(code)))
    return unavailable("refused", "The provider's address refused the connection.", error);
  if (stage === "body") return invalid("length", "The provider's response was truncated.", error);
  return unavailable("reset", "The provider closed the connection without a response.", error);
}
