import "server-only";
import { type AuditEvent, emptyAuditEvent } from "./model.ts";

const minuteMs = 60_000;
/** Different targets counted within a minute; more count as this many. */
const maxTargets = 1_000;

type Counted = { refusal: AuditEvent; targets: Set<string>; count: number; endsAt: number };

/** Counts the refusals of a person after the first of a minute, and records them as one entry when the minute ends. */
export class RefusalCounter {
  readonly #record: (event: AuditEvent) => Promise<unknown>;
  readonly #now: () => number;
  readonly #counted = new Map<string, Counted>();

  constructor(record: (event: AuditEvent) => Promise<unknown>, now: () => number = Date.now) {
    this.#record = record;
    this.#now = now;
  }

  /** @param key one limit of one person */
  add(key: string, refusal: AuditEvent): void {
    const known = this.#counted.get(key);
    if (known) known.count += 1;
    const counted = known ?? { refusal, targets: new Set(), count: 1, endsAt: this.#now() + minuteMs };
    const { srId, evidenceId, artefact } = refusal;
    if (counted.targets.size < maxTargets) counted.targets.add(JSON.stringify([srId, evidenceId, artefact]));
    this.#counted.set(key, counted);
  }

  /** Records the minutes that have ended, or all of them at shutdown. An entry that fails is kept for the next time. */
  async flush(everything = false): Promise<void> {
    const now = this.#now();
    // A copy, because a failed entry is added again meanwhile.
    for (const [key, counted] of [...this.#counted]) {
      if (!everything && counted.endsAt > now) continue;
      this.#counted.delete(key);
      await this.#record(summarize(counted)).catch(() => this.#keep(key, counted));
    }
  }

  #keep(key: string, failed: Counted): void {
    const newer = this.#counted.get(key);
    const targets = new Set([...failed.targets, ...(newer?.targets ?? [])]);
    this.#counted.set(key, { ...failed, targets, count: failed.count + (newer?.count ?? 0) });
  }
}

/** One entry for several requests; it names IDs and artefact only if all requests named the same. */
function summarize({ refusal, targets, count }: Counted): AuditEvent {
  const { event, outcome, person, detail, srId, evidenceId, artefact } = refusal;
  const target = targets.size === 1 ? { srId, evidenceId, artefact } : {};
  const facts = { ...detail, further: count, targets: targets.size };
  return { ...emptyAuditEvent, event, outcome, person, ...target, detail: facts };
}
