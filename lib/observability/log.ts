import "server-only";
import pino, { type Logger } from "pino";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";

/** Keys of secrets and personal data, removed at the top two levels. */
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

/** Logs codes, counts and IDs only; messages of foreign error objects may contain evidence or names. */
export function log(): Logger {
  return singleton("log", createLog);
}
