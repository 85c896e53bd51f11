import "server-only";
import pino, { type Logger } from "pino";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";

/** Names under which something secret or personal could slip into a line; they are cut out wherever they stand. */
const neverLogged = [
  "authorization",
  "cookie",
  "password",
  "apiKey",
  "token",
  "secret",
  "name",
  "email",
  "body",
  "search",
];

function createLog(): Logger {
  return pino({
    level: settings().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: neverLogged.flatMap((name) => [name, `*.${name}`]), remove: true },
  });
}

/**
 * JSON lines on standard output. Log codes, counts, ids of ours and of the provider; never evidence, never names, never
 * an error object of somebody else (its message may hold anything).
 */
export function log(): Logger {
  return singleton("log", createLog);
}
