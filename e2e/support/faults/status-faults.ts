import { type Expected, type Fault, isEvidence, problem } from "./fault.ts";

const json = { "Content-Type": "application/json" };
const html = { "Content-Type": "text/html" };

function refuses(status: number, type: string, expect: Fault["expect"], more: Record<string, unknown> = {}): Fault {
  const key = typeof more.key === "string" ? ` ${more.key}` : "";
  return {
    name: `${status} ${type}${key}`,
    play: (send) => send.response(status, json, problem(type, { status, ...more })),
    expect,
  };
}

const plain = (status: number, expect: Expected): Fault => ({
  name: `${status} with a page`,
  play: (send) => send.response(status, html, `<html><body>${status}</body></html>`),
  expect,
});

const unexpectedStatus = (status: number): Fault => ({
  name: `${status} instead of 200`,
  play: (send) =>
    send.response(status, { "Content-Type": send.contentType }, [204, 304].includes(status) ? "" : send.body),
  expect: "provider_invalid",
});

const redirect = (status: number): Fault => ({
  name: `${status} to another host`,
  play: (send) => send.response(status, { Location: `${send.elsewhere}/stolen` }),
  expect: "provider_invalid",
});

const incomplete: Fault["expect"] = (endpoint) => (isEvidence(endpoint) ? "not_completed" : "provider_rejected");

const later = (value: string, expect: Expected): Fault => ({
  name: `429 with Retry-After ${value}`,
  play: (send) =>
    send.earlier === 0
      ? send.response(
          429,
          { ...json, "Retry-After": value },
          problem("limit-exceeded", { key: "error.rate_limit.exceeded" }),
        )
      : send.respondWell(),
  expect,
});

export const statusFaults: Fault[] = [
  ...[301, 302, 303, 305, 307, 308].map(redirect),
  ...[201, 202, 203, 204, 205, 206, 207, 226, 300, 304, 600, 999].map(unexpectedStatus),
  refuses(400, "constraint-violation", incomplete),
  refuses(409, "constraint-violation", incomplete),
  refuses(422, "constraint-violation", incomplete),
  refuses(400, "problem-with-message", "provider_rejected"),
  refuses(400, "parameterized", "provider_rejected"),
  refuses(409, "problem-with-message", "provider_rejected"),
  refuses(403, "feature-not-enabled", "feature_not_enabled"),
  refuses(403, "problem-with-message", "provider_denied"),
  refuses(403, "problem-with-message", "provider_login_failed", { key: "error.auth.token_invalid" }),
  refuses(401, "problem-with-message", "provider_login_failed", { key: "error.auth.token_expired" }),
  refuses(404, "entity-not-found", "not_found"),
  refuses(410, "entity-not-found", "provider_rejected"),
  refuses(500, "problem-with-message", "provider_unavailable"),
  plain(400, "provider_rejected"),
  plain(401, "provider_login_failed"),
  plain(403, "provider_denied"),
  plain(404, "evidence_path_unknown"),
  ...[402, 405, 406, 407, 415, 418, 451].map((status) => plain(status, "provider_rejected")),
  ...[500, 501, 502, 503, 504, 505, 511, 599].map((status) => plain(status, "provider_unavailable")),
  {
    name: "404 with JSON of another program",
    play: (send) => send.response(404, json, JSON.stringify({ type: "about:blank", status: 404, error: "Not Found" })),
    expect: "evidence_path_unknown",
  },
  { name: "404 with nothing", play: (send) => send.response(404, {}), expect: "evidence_path_unknown" },
  {
    name: "401 once, then a response",
    play: (send) =>
      send.earlier === 0 ? send.response(401, json, problem("problem-with-message")) : send.respondWell(),
    expect: "whole",
    most: 2,
  },
  {
    name: "403 token_expired once, then a response",
    play: (send) =>
      send.earlier === 0
        ? send.response(403, json, problem("problem-with-message", { key: "error.auth.token_expired" }))
        : send.respondWell(),
    expect: "whole",
    most: 2,
  },
  {
    name: "503 twice, then a response",
    play: (send) => (send.earlier < 2 ? send.response(503, html, "later") : send.respondWell()),
    expect: "whole",
    most: 3,
  },
  {
    name: "503 for ever",
    play: (send) => send.response(503, { ...html, "Retry-After": "0" }, "later"),
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "429 for ever",
    play: (send) => send.response(429, json, problem("limit-exceeded")),
    expect: "provider_rate_limited",
    most: 3,
  },
  later("0", "whole"),
  later("-5", "whole"),
  later("soon", "whole"),
  later(new Date(Date.now() - 60_000).toUTCString(), "whole"),
  later("86400", "provider_rate_limited"),
  later("99999999999999999999", "provider_rate_limited"),
  later(new Date(Date.now() + 40 * 365 * 86_400_000).toUTCString(), "provider_rate_limited"),
  {
    name: "an error page without an end",
    play: (send) => {
      send.raw("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
      const more = () => {
        if (send.socket.destroyed) return;
        send.socket.write(`10000\r\n${"x".repeat(0x10000)}\r\n`, () => setImmediate(more));
      };
      more();
    },
    expect: "provider_denied",
  },
];
