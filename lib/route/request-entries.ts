import "server-only";
import type { AuditDetail, AuditEvent, AuditFacts } from "#lib/audit/model";
import { pollRuns, recordEvent } from "#lib/audit/record-event";
import { type RecordedWork, recordTogether } from "#lib/audit/record-together";
import { brokenOffBySessionEnd, type ReleaseOutcome } from "#lib/release/outcome";
import { noteOpening, type OpenedArtefact } from "#lib/saved-views/store";
import { touchSession } from "#lib/session/session-store";
import type { Authorization } from "./authorize-request.ts";
import type { AuthorizedRequest, CompletedFacts, RoutePolicy, StepFacts } from "./policy.ts";
import type { SessionEnding } from "./session-guard.ts";

/**
 * Remembers the bytes of a status: a poll's in its run; else as a release, after which requests of the next minutes are polls. A page that
 * requests a status again has fetched it before, so only the first release in a session is an action of the person.
 */
async function rememberStatus(
  { person, poll }: Authorization,
  entry: AuditEvent,
  { outcome, bytes, sha256, isFinal = true }: ReleaseOutcome,
): Promise<void> {
  const { srId, evidenceId } = entry;
  if (outcome !== "whole" || srId === null || evidenceId === null) return;
  const status = { bytes, sha256, isFinal };
  if (poll) return pollRuns().note(poll, status);
  const request = { sessionId: person.sessionId, srId, evidenceId };
  const isFirst = await pollRuns().release(request, status);
  if (isFirst) await touchSession(person.sessionId, Date.now());
}

/** Artefacts of one evidence; the report is of a signature request. */
const openedArtefacts = new Set<string | null>([
  "status",
  "record",
  "files",
  "token",
  "verdict",
] satisfies OpenedArtefact[]);
const isOpened = (artefact: string | null): artefact is OpenedArtefact => openedArtefacts.has(artefact);

/** Remembers for views that the person opened this evidence. */
async function rememberOpening(
  { subject }: Authorization["person"],
  { srId, evidenceId, artefact }: AuditEvent,
  { outcome, detail }: ReleaseOutcome,
): Promise<void> {
  if (outcome !== "whole" || srId === null || evidenceId === null || !isOpened(artefact)) return;
  await noteOpening({ subject, srId, evidenceId, artefact, verdict: detail?.verdict ?? null });
}

/** Writes a request's log entries: `start` before the work, and `end` (at most once) with the outcome. */
export function entriesOf(policy: RoutePolicy, entry: AuditEvent, sessionEnd: () => SessionEnding | null) {
  const isRelease = policy.artefact !== undefined || entry.event === "export";
  let isOpen = false;
  let authorized: Authorization | null = null;
  /** Handlers see only that their signal aborts: an end of the session looks like a disconnected client to them. */
  const explain = (facts: Partial<AuditFacts> & { detail: AuditDetail }, { reason, isSending }: SessionEnding) => ({
    ...facts,
    outcome: brokenOffBySessionEnd,
    ...(isSending ? {} : { bytes: 0 }),
    sha256: null,
    detail: { ...facts.detail, reason },
  });
  return {
    async start(request: Request, authorization: Authorization): Promise<void> {
      authorized = authorization;
      // A run of polls has entries of its own.
      if (policy.recordsItself || authorization.poll !== null) return;
      const { ticket, purpose } = (await policy.purpose?.(request)) ?? entry;
      Object.assign(entry, { ticket, purpose });
      const detail = (await policy.detail?.(request)) ?? null;
      // A verdict's result is known only at the end, so its first entry is a release.
      await recordEvent({ ...entry, event: entry.event === "verdict" ? "release" : entry.event, detail });
      isOpen = true;
    },
    async step(facts: Parameters<AuthorizedRequest["recordStep"]>[0]): Promise<{ sequence: number }> {
      const ended = facts.outcome === "broken_off_by_client" ? sessionEnd() : null;
      return recordEvent({ ...entry, ...(ended === null ? facts : explain(facts, ended)) });
    },
    together<Result>(facts: StepFacts | CompletedFacts, work: RecordedWork<Result>) {
      if (typeof facts !== "function") return recordTogether({ ...entry, ...facts }, work);
      return recordTogether(async (...of) => ({ ...entry, ...(await facts(...of)) }), work);
    },
    async end({ code, detail, ...ending }: ReleaseOutcome): Promise<void> {
      const ended = sessionEnd();
      const whole = ended === null ? authorized : null;
      const status = policy.artefact === "status" ? whole : null;
      authorized = null;
      if (status?.poll) await rememberStatus(status, entry, ending);
      if (!isOpen) return;
      isOpen = false;
      if (!isRelease) return;
      const facts = { ...ending, detail: { ...detail, ...(code === undefined ? {} : { code }) } };
      const isConcluded = ended === null && ending.outcome !== "refused";
      const event = entry.event === "verdict" && isConcluded ? "verdict" : "release_outcome";
      await recordEvent({ ...entry, ...(ended === null ? facts : explain(facts, ended)), event });
      if (whole) await rememberOpening(whole.person, entry, { ...ending, ...(detail ? { detail } : {}) });
      // If it fails, the next request is a release too and has entries of its own.
      if (status) await rememberStatus(status, entry, ending).catch(() => undefined);
    },
  };
}
