import { formatEntryTime } from "./entry-times.ts";
import type { DigestHistory } from "./schema.ts";

type Release = { artefact: string; sha256: string; bytes: number | null; at: number };

/** @param releases complete releases of one evidence, newest first */
export function summarizeDigestHistory(releases: readonly Release[]): DigestHistory[] {
  const byArtefact = Map.groupBy(releases, ({ artefact }) => artefact);
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
      lastAt: formatEntryTime(newest.at),
      sinceAt: formatEntryTime((same.at(-1) ?? newest).at),
      releases: same.length,
      formerSha256: former?.sha256 ?? null,
      formerAt: former ? formatEntryTime(former.at) : null,
    };
  });
}
