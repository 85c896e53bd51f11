import "server-only";
import { once } from "#lib/database/once";
import { ProblemError } from "#lib/http/problem";
import { logPlace } from "./log-place.ts";
import { type AuditInput, parseInput } from "./model.ts";
import { AuditWriter } from "./writer.ts";

const writer = () => once("audit-writer", () => new AuditWriter(logPlace));

/**
 * Records one event and resolves once it is durable: only then may anything be shown.
 * @throws ProblemError `audit_unavailable` within 2 seconds when the entry cannot be written
 */
export async function recordEvent(event: AuditInput): Promise<{ sequence: number }> {
  const content = parseInput(event, Date.now());
  try {
    return { sequence: await writer().append(content) };
  } catch (cause) {
    throw new ProblemError("audit_unavailable", "The access could not be recorded, so nothing was released.", {
      cause,
    });
  }
}
