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
    return new UpstreamError(
      "provider_timeout",
      "first_byte",
      "The provider sent no response in time. Try again later.",
      {
        outage: true,
        cause: error,
      },
    );
  if (has((code) => code === "UND_ERR_BODY_TIMEOUT"))
    return new UpstreamError(
      "provider_timeout",
      "stalled",
      "The provider stopped in the middle of its response. Try again later.",
      {
        cause: error,
      },
    );
  if (has((code) => code === "UND_ERR_HEADERS_OVERFLOW"))
    return invalid("headers", "The provider's response headers exceed 16 KiB. Ask the provider.", error);
  if (has((code) => code === "HPE_HEADER_OVERFLOW"))
    return invalid("headers", "The provider's response headers exceed 16 KiB. Ask the provider.", error);
  if (has((code) => code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"))
    return invalid("length", "The provider's response is shorter or longer than announced. Try again later.", error);
  if (stage === "body" && has((code) => code.startsWith("HPE")))
    return invalid("length", "The provider's response was truncated or framed incorrectly. Try again later.", error);
  if (has((code) => code.startsWith("HPE")))
    return invalid(
      "not_http",
      "The provider's address didn't send a valid HTTP response. Check its URL and the proxies in between.",
      error,
    );
  if (/^bad (response|upgrade)$/.test(message))
    return invalid(
      "not_http",
      "The provider sent unexpected interim responses. Check its URL and the proxies in between.",
      error,
    );
  if (has((code) => code === "UND_ERR_PRX_CONN" || code === "UND_ERR_PRX_TLS") || /^Proxy response \(/.test(message))
    return unavailable("proxy", "The proxy didn't connect to the provider. Check HTTPS_PROXY and NO_PROXY.", error);
  if (has(isTlsErrorCode))
    return new UpstreamError(
      "provider_unavailable",
      "tls",
      "The provider's TLS certificate wasn't accepted. Check its URL, HTTPS_PROXY and NODE_EXTRA_CA_CERTS.",
      { outage: true, cause: error },
    );
  if (has((code) => code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT"))
    return new UpstreamError(
      "provider_timeout",
      "connect_timeout",
      "The provider's address didn't accept a connection in time. Check its URL and the firewall.",
      { retry: true, outage: true, cause: error },
    );
  if (has((code) => dnsCodes.has(code)))
    return unavailable(
      "dns",
      "The provider's host name couldn't be resolved. Check its URL and the name server.",
      error,
    );
  if (has((code) => refusedCodes.has(code)))
    return unavailable(
      "refused",
      "The provider's address refused the connection. Check its URL and the firewall.",
      error,
    );
  if (stage === "body") return invalid("length", "The provider's response was truncated. Try again later.", error);
  return unavailable("reset", "The provider closed the connection without a response. Try again later.", error);
}
