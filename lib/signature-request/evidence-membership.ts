import "server-only";
import { singleton } from "#lib/runtime/singleton";

/** Caches the evidence IDs of a signature request briefly. IDs only, without personal data. */

const ttlMs = 60_000;
const maxRequests = 1_000;

export function createEvidenceMembership(now: () => number) {
  const known = new Map<string, { evidenceIds: ReadonlySet<string>; until: number }>();
  return {
    remember(srId: string, evidenceIds: Iterable<string>): void {
      known.delete(srId);
      known.set(srId, { evidenceIds: new Set(evidenceIds), until: now() + ttlMs });
      if (known.size <= maxRequests) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    /** True only if seen within the last 60 s; false means unknown. */
    isKnown(srId: string, evidenceId: string): boolean {
      const entry = known.get(srId);
      return entry !== undefined && now() < entry.until && entry.evidenceIds.has(evidenceId);
    },
  };
}

export function evidenceMembership(): ReturnType<typeof createEvidenceMembership> {
  return singleton("evidence-owners", () => createEvidenceMembership(() => Date.now()));
}
