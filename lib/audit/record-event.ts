import "server-only";
import { createHmac } from "node:crypto";
import { database } from "#lib/database/connection";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";
import { auditKeys, logContext } from "#lib/transparency-log/log-context";
import { CheckpointPublisher } from "#lib/transparency-log/publish-checkpoint";
import { requireWritableLog } from "./check-writable.ts";
import { EventCoalescer } from "./coalesce-events.ts";
import { RefusalCounter } from "./count-refusals.ts";
import { AuditWriter } from "./group-commit.ts";
import { type AuditEvent, parseInput } from "./model.ts";
import { PollRuns } from "./poll-runs.ts";

/** Writes checkpoints to standard output for log shipping. */
export const checkpointPublisher = () =>
  singleton("audit-anchor", () => {
    const everyMs = settings().audit.checkpointS * 1000;
    return new CheckpointPublisher((line) => console.log(line), everyMs);
  });
const reportEveryMs = 10_000;

/** Reports a log that is not continued; its message holds sizes and key IDs only. Every request meets it, so it is repeated rarely. */
function createRefusalReporter(): (error: Error) => void {
  let reportedAt = Number.NEGATIVE_INFINITY;
  return ({ name, message }) => {
    if (Date.now() - reportedAt < reportEveryMs) return;
    reportedAt = Date.now();
    console.log(JSON.stringify({ level: "error", time: new Date().toISOString(), msg: message, fault: name }));
  };
}

const writer = () =>
  singleton(
    "audit-writer",
    () => new AuditWriter(logContext, (note) => checkpointPublisher().ship(note), createRefusalReporter()),
  );
export const eventCoalescer = () => singleton("audit-gatherer", () => new EventCoalescer(recordEvent));
/** Counts refusals of a person after the first of a minute. */
export const refusalCounter = () => singleton("audit-refusals", () => new RefusalCounter(recordEvent));
export const pollRuns = () =>
  singleton(
    "audit-polls",
    () => new PollRuns({ tables: database, record: recordEvent, requireLog: requireWritableLog }),
  );

/** Resolves once durable; release nothing before. @throws ProblemError `audit_unavailable` within 2 seconds */
export async function recordEvent(event: AuditEvent): Promise<{ sequence: number }> {
  const content = parseInput(event, Date.now());
  if (settings().leftOut.has("log")) return { sequence: 0 };
  try {
    return { sequence: await writer().append(content) };
  } catch (cause) {
    throw new ProblemError(
      "audit_unavailable",
      "The access couldn't be recorded in the access log, so nothing was released. Try again in a moment.",
      {
        cause,
      },
    );
  }
}

/** Records an unauthenticated caller's event, coalesced per address and minute; returns at once. */
export function recordUnauthenticated(event: AuditEvent): void {
  eventCoalescer().add(event);
}

/** HMAC-SHA-256 (hex) of the trimmed, lower-case text; finds equal searches without storing their text. */
export function computeSearchDigest(text: string): string {
  return createHmac("sha256", auditKeys()[0].search).update(text.trim().toLowerCase()).digest("hex");
}
