import type { Bound, BoundArtefact } from "./model.ts";

/** Digests of what is shown now; null for what is not open. */
export type CurrentDigests = Readonly<Partial<Record<BoundArtefact, string | null>>>;

export type ChangedSince = {
  /** Answers with other bytes than those that the decision is bound to. */
  artefacts: BoundArtefact[];
  /** True if the record or the token differs: what the decision rests on. A provider may make an archive anew. */
  isGrave: boolean;
};

const compared = ["record", "token", "files", "report", "document"] as const;

/** Compares what a decision is bound to with what is open now. A status changes as the identification goes on, so it is left out. */
export function findChanges(bound: Pick<Bound, (typeof compared)[number]>, now: CurrentDigests): ChangedSince {
  const artefacts = compared.filter((name) => {
    const current = now[name] ?? null;
    return bound[name] !== null && current !== null && bound[name] !== current;
  });
  return { artefacts, isGrave: artefacts.includes("record") || artefacts.includes("token") };
}
