/** What a ticket may point at: a signature request, or one evidence of it. A UUID is in lower case. */
export type Place = { srId: string; evidenceId: string | null };

/**
 * - `certain`: opened at once when it is the only one
 * - `likely`: offered as a choice, also beside others
 * - `doubtful`: part of something else; offered as a choice only when nothing else was found
 */
export type Confidence = "certain" | "likely" | "doubtful";

const rank: Record<Confidence, number> = { doubtful: 0, likely: 1, certain: 2 };

/** The less confident of two. */
export function weaker(one: Confidence, other: Confidence): Confidence {
  return rank[one] < rank[other] ? one : other;
}

/** IDs found in one reading of a text, in order of appearance. */
export class Findings {
  readonly byKey = new Map<string, { place: Place; confidence: Confidence }>();
  /** True if an address should name an ID and does not. */
  hasMalformed = false;
  /** How often a likely or certain ID was added, repeats included. */
  solidCount = 0;

  add(place: Place, confidence: Confidence): void {
    const key = `${place.srId}/${place.evidenceId ?? ""}`;
    const known = this.byKey.get(key);
    if (rank[confidence] > 0) this.solidCount += 1;
    if (!known || rank[confidence] > rank[known.confidence]) this.byKey.set(key, { place, confidence });
  }

  /** Takes over another reading of the same text. Its confidence counts: the text was decoded further. */
  override(other: Findings): void {
    for (const [key, finding] of other.byKey) this.byKey.set(key, finding);
    this.hasMalformed ||= other.hasMalformed;
    this.solidCount += other.solidCount;
  }

  /** Each place once; a request gives way to its own evidence, and doubtful ones to all others. */
  settle(): { places: Place[]; isCertain: boolean } {
    const all = [...this.byKey.values()];
    const solid = all.filter(({ confidence }) => confidence !== "doubtful");
    const evidence = solid.filter(({ place }) => place.evidenceId !== null);
    const covered = new Set(evidence.flatMap(({ place }) => [place.srId, place.evidenceId]));
    const kept = solid.filter(({ place }) => place.evidenceId !== null || !covered.has(place.srId));
    const offered = kept.length === 0 && all.length === 1 ? all : kept;
    return {
      places: offered.map(({ place }) => place),
      isCertain: offered.every(({ confidence }) => confidence === "certain"),
    };
  }
}
