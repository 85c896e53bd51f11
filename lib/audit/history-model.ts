import type { Conclusion } from "./schema.ts";

/** One opening of an evidence, for reviewers: who, when, why, what, and how it went. */
export type Opening = {
  sequence: number;
  at: string;
  name: string;
  purpose: string | null;
  ticket: string | null;
  /** status, record, files, token, verdict */
  artefact: string | null;
  conclusion: Conclusion;
  bytes: number | null;
  sha256: string | null;
  requestId: string | null;
};

/** What the log knows of the digests of one artefact. */
export type DigestHistory = {
  artefact: string;
  /** The newest digest, when it was last released, and since when every whole release has had it. */
  sha256: string;
  bytes: number | null;
  lastAt: string;
  sinceAt: string;
  releases: number;
  /** The last release with other bytes, or null when there was none. */
  formerSha256: string | null;
  formerAt: string | null;
};

/** Newest first. */
export type History = {
  items: Opening[];
  digests: DigestHistory[];
  hasMore: boolean;
  nextBefore: number | null;
};

/** A person's own look-up. `evidenceId` is null when only the signature request was opened. */
export type LookUp = { srId: string; evidenceId: string | null; at: string };

type Release = { artefact: string; sha256: string; bytes: number | null; at: number };

/**
 * What the whole releases of an evidence say of its digests.
 * @param releases newest first
 */
export function compareDigests(releases: readonly Release[]): DigestHistory[] {
  const byArtefact = Map.groupBy(releases, ({ artefact }) => artefact);
  const iso = (at: number) => new Date(at).toISOString();
  return [...byArtefact].flatMap(([artefact, all]) => {
    const [newest] = all;
    if (newest === undefined) return [];
    const other = all.findIndex(({ sha256 }) => sha256 !== newest.sha256);
    const same = other === -1 ? all : all.slice(0, other);
    const former = other === -1 ? undefined : all[other];
    return {
      artefact,
      sha256: newest.sha256,
      bytes: newest.bytes,
      lastAt: iso(newest.at),
      sinceAt: iso((same.at(-1) ?? newest).at),
      releases: same.length,
      formerSha256: former?.sha256 ?? null,
      formerAt: former ? iso(former.at) : null,
    };
  });
}
