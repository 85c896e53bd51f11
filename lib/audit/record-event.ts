import "server-only";
import { createHmac } from "node:crypto";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";
import { auditKeys, logPlace } from "#lib/transparency-log/log-context";
import { CheckpointPublisher } from "#lib/transparency-log/publish-checkpoint";
import { EventCoalescer } from "./coalesce-events.ts";
import { AuditWriter } from "./group-commit.ts";
import { type AuditEvent, parseInput } from "./model.ts";
import { PollRuns } from "./poll-runs.ts";

/** Lets checkpoints out to standard output, where log shipping picks them up. */
export const anchor = () =>
  singleton("audit-anchor", () => new CheckpointPublisher(logPlace, (line) => console.log(line)));
const writer = () => singleton("audit-writer", () => new AuditWriter(logPlace, (head) => void anchor().consider(head)));
export const gatherer = () => singleton("audit-gatherer", () => new EventCoalescer(recordEvent));
export const statusPolls = () => singleton("audit-polls", () => new PollRuns(recordEvent));

/**
 * Records one event and resolves once it is durable: only then may anything be shown.
 * @throws ProblemError `audit_unavailable` within 2 seconds when the entry cannot be written
 */
export async function recordEvent(event: AuditEvent): Promise<{ sequence: number }> {
  const content = parseInput(event, Date.now());
  if (settings().leftOut.has("log")) return { sequence: 0 };
  try {
    return { sequence: await writer().append(content) };
  } catch (cause) {
    throw new ProblemError("audit_unavailable", "The access could not be recorded, so nothing was released.", {
      cause,
    });
  }
}

/** Records what an unknown caller did, gathered per address and minute; returns at once. */
export function recordUnauthenticated(event: AuditEvent): void {
  gatherer().add(event);
}

/**
 * Records one status poll: the first of a run durably before its answer, the others by count in a closing entry.
 * @throws ProblemError `audit_unavailable` when the opening entry cannot be written
 */
export async function recordPoll(sessionId: string, event: AuditEvent): Promise<void> {
  if (settings().leftOut.has("log")) return;
  await statusPolls().poll(sessionId, event);
}

/**
 * What the log keeps of a search text: an HMAC-SHA-256 (hex) under a key of its own, of the text without outer white
 * space and in small letters. Equal searches can be found again by who has AUDIT_KEY; the text cannot be read.
 */
export function computeSearchDigest(text: string): string {
  return createHmac("sha256", auditKeys()[0].search).update(text.trim().toLowerCase()).digest("hex");
}
