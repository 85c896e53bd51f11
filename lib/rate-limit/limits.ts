import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { countEvidence } from "./distinct-evidence.ts";
import { incrementWindow } from "./fixed-window.ts";
import { LimitError } from "./limit-error.ts";

export const minuteMs = 60_000;

/** Seconds until a window ends. */
export const retryAfter = (endsAt: number, now: number) => Math.max(1, Math.ceil((endsAt - now) / 1000));

/** Counts against RATE_LIMIT_PER_MINUTE. @throws LimitError, or ProblemError `audit_unavailable` if uncounted */
export async function consumeRequestQuota(person: Person): Promise<void> {
  const allowed = settings().limits.perMinute;
  if (allowed === 0) return;
  const now = Date.now();
  const counter = await withDatabase(async () =>
    incrementWindow(await database(), `requests:${person.subject}`, { lengthMs: minuteMs, now }),
  );
  if (counter.count <= allowed) return;
  throw new LimitError(
    `Limit of ${allowed} requests for personal data per person and minute reached. Try again later.`,
    {
      limit: "requests_per_minute",
      allowed,
      retryAfterS: retryAfter(counter.endsAt, now),
    },
  );
}

/** Counts distinct evidence in 24 hours. @throws LimitError, or ProblemError `audit_unavailable` if uncounted */
export async function consumeEvidenceQuota(person: Person, evidenceId: string): Promise<void> {
  const allowed = settings().limits.distinctEvidencePerDay;
  if (allowed === 0) return;
  const now = Date.now();
  const { subject } = person;
  const endsAt = await withDatabase(async () => countEvidence(await database(), { subject, evidenceId, allowed, now }));
  if (endsAt === null) return;
  throw new LimitError(`Limit of ${allowed} different evidence IDs per person and day reached. Try again later.`, {
    limit: "distinct_evidence_per_day",
    allowed,
    retryAfterS: retryAfter(endsAt, now),
  });
}

const dayMs = 24 * 60 * minuteMs;

/** Counts against DOSSIERS_PER_DAY. @throws LimitError, or ProblemError `audit_unavailable` if uncounted */
export async function consumeDossierQuota({ subject }: Person): Promise<void> {
  const allowed = settings().dossier.perDay;
  if (allowed === 0) return;
  const now = Date.now();
  const counter = await withDatabase(async () =>
    incrementWindow(await database(), `dossiers:${subject}`, { lengthMs: dayMs, now }),
  );
  if (counter.count <= allowed) return;
  throw new LimitError(`Limit of ${allowed} dossiers per person and day reached. Try again later.`, {
    limit: "dossiers_per_day",
    allowed,
    retryAfterS: retryAfter(counter.endsAt, now),
  });
}
