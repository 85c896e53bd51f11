import { type DigestedFile, digestFile } from "../digest-file.ts";
import { baseName } from "../tree.ts";
import { maxZipBytes, writeZip } from "../write-zip.ts";

export type NamedZip = { name: string; zip: Blob };

/** `batch` is the ID of the confirmed request. */
export type DossierJoin = { batch: string; at: Date; dossiers: readonly NamedZip[] };

/** `count` is the number of dossiers in it. */
export type JoinedDossiers = NamedZip & { count: number };

/** More than the headers of one dossier take in the ZIP around it. */
const headerBytes = 1024;

/** Dossiers of one name, made in one second of evidence with long IDs that begin alike, get a number. */
function nameEach(dossiers: readonly NamedZip[]): NamedZip[] {
  const times = new Map<string, number>();
  return dossiers.map(({ name, zip }) => {
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return { name: count === 1 ? name : name.replace(/(\.zip)?$/, `_${count}$1`), zip };
  });
}

/** Divides dossiers, in their order, so that each part fits into a ZIP without ZIP64. @param maxBytes of one ZIP */
export function divideDossiers<Zip extends { zip: Pick<Blob, "size"> }>(
  dossiers: readonly Zip[],
  maxBytes = maxZipBytes,
): Zip[][] {
  const parts: Zip[][] = [];
  let left = -1;
  for (const dossier of dossiers) {
    const needed = dossier.zip.size + headerBytes;
    if (needed > left) {
      parts.push([]);
      left = maxBytes;
    }
    parts.at(-1)?.push(dossier);
    left -= needed;
  }
  return parts;
}

/** Name of the ZIP around dossiers, without its extension: like a dossier's, with the begin of the request's ID. */
const outerName = ({ batch, at }: DossierJoin) =>
  baseName(batch.slice(0, 8), at).replace("evidence-dossier_", "evidence-dossiers_");

/**
 * Joins dossiers to one ZIP, stored and unchanged, in their order; to several if one would be larger than 4 GiB. A dossier that alone
 * is as large as a ZIP can be stays as it is.
 * @param onRead receives the number of bytes read so far
 */
export async function joinDossiers(
  join: DossierJoin,
  signal?: AbortSignal,
  onRead?: (bytes: number) => void,
): Promise<JoinedDossiers[]> {
  const parts = divideDossiers(nameEach(join.dossiers));
  const joined: JoinedDossiers[] = [];
  let read = 0;
  for (const [at, part] of parts.entries()) {
    const [only] = part;
    if (only && only.zip.size + headerBytes > maxZipBytes) {
      joined.push({ ...only, count: 1 });
      continue;
    }
    const files: DigestedFile[] = [];
    for (const { name, zip } of part) {
      const before = read;
      files.push(await digestFile(name, zip, signal, (bytes) => onRead?.(before + bytes)));
      read += zip.size;
      onRead?.(read);
    }
    const base = `${outerName(join)}${parts.length === 1 ? "" : `_${at + 1}`}`;
    joined.push({ name: `${base}.zip`, zip: writeZip(base, files, join.at), count: part.length });
  }
  return joined;
}
