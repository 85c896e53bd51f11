import "server-only";
import { singleton } from "#lib/runtime/singleton";

/** Which evidence ids a signature request has, remembered for a short while. Ids only, no personal data. */

const keptMs = 60_000;
const maxRequests = 1_000;

export function createEvidenceOwners(now: () => number) {
  const known = new Map<string, { evidenceIds: ReadonlySet<string>; until: number }>();
  return {
    remember(srId: string, evidenceIds: Iterable<string>): void {
      known.delete(srId);
      known.set(srId, { evidenceIds: new Set(evidenceIds), until: now() + keptMs });
      if (known.size <= maxRequests) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    /** True only for what was seen within the last 60 s; false says nothing. */
    isKnown(srId: string, evidenceId: string): boolean {
      const entry = known.get(srId);
      return entry !== undefined && now() < entry.until && entry.evidenceIds.has(evidenceId);
    },
  };
}

/** The one memory of this process. */
export function evidenceMembership(): ReturnType<typeof createEvidenceOwners> {
  return singleton("evidence-owners", () => createEvidenceOwners(() => Date.now()));
}
