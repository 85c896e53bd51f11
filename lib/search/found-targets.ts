/** Target of a ticket: a request, or one of its evidence. UUIDs are in lower case. */
export type TicketTarget = { srId: string; evidenceId: string | null };

/** `certain`: opened if it is the only one; `likely`: a choice; `doubtful`: a choice without other findings. */
export type Confidence = "certain" | "likely" | "doubtful";

const rank: Record<Confidence, number> = { doubtful: 0, likely: 1, certain: 2 };

export function weaker(one: Confidence, other: Confidence): Confidence {
  return rank[one] < rank[other] ? one : other;
}

/** IDs of one reading, in order of appearance. */
export class FoundTargets {
  readonly byKey = new Map<string, { target: TicketTarget; confidence: Confidence }>();
  /** True if a URL should contain an ID and does not. */
  hasMalformed = false;
  /** Likely or certain IDs added, repeats included. */
  solidCount = 0;

  add(target: TicketTarget, confidence: Confidence): void {
    const key = `${target.srId}/${target.evidenceId ?? ""}`;
    const known = this.byKey.get(key);
    if (rank[confidence] > 0) this.solidCount += 1;
    if (!known || rank[confidence] > rank[known.confidence]) this.byKey.set(key, { target, confidence });
  }

  /** Replaces findings by a further decoded reading of the same text, and its confidence. */
  override(other: FoundTargets): void {
    for (const [key, finding] of other.byKey) this.byKey.set(key, finding);
    this.hasMalformed ||= other.hasMalformed;
    this.solidCount += other.solidCount;
  }

  /** Removes duplicates; a request yields to its evidence, and doubtful IDs to all others. */
  settle(): { ids: TicketTarget[]; isCertain: boolean } {
    const all = [...this.byKey.values()];
    const solid = all.filter(({ confidence }) => confidence !== "doubtful");
    const evidence = solid.filter(({ target }) => target.evidenceId !== null);
    const covered = new Set(evidence.flatMap(({ target }) => [target.srId, target.evidenceId]));
    const kept = solid.filter(({ target }) => target.evidenceId !== null || !covered.has(target.srId));
    const offered = kept.length === 0 && all.length === 1 ? all : kept;
    return {
      ids: offered.map(({ target }) => target),
      isCertain: offered.every(({ confidence }) => confidence === "certain"),
    };
  }
}
