import { type Container, type ContainerFile, openZip, UnreadableError } from "./container.ts";

/** One dossier in a container: its files by their path in it, and those beside it. */
export type FoundDossier = {
  /** Name for people: the folder, or the ZIP. */
  name: string;
  container: Container;
  /** Prefix of its paths: empty, or ends in a slash. */
  root: string;
  files: ReadonlyMap<string, ContainerFile>;
  beside: readonly string[];
};

/** Files that systems add when they copy or compress. */
const systemFile = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
export const isSystemFile = (name: string): boolean => systemFile.test(name);

/** Folders of a dossier: the first files of the bag are enough, so that a dossier that lacks others is found. */
const markers = /^(?:(.*)\/)?(?:bagit\.txt|manifest-sha256\.txt|data\/dossier\.json)$/;

function findRoots(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const match = markers.exec(name);
    if (match && !isSystemFile(name)) counts.set(match[1] ?? "", (counts.get(match[1] ?? "") ?? 0) + 1);
  }
  // One marker alone may be any bag; two are a dossier.
  return [...counts].filter(([, count]) => count > 1).map(([root]) => root);
}

function collect(container: Container, root: string, isOnly: boolean, name: string): FoundDossier {
  const prefix = root === "" ? "" : `${root}/`;
  const files = new Map<string, ContainerFile>();
  const beside: string[] = [];
  for (const file of container.files)
    if (file.name.startsWith(prefix)) files.set(file.name.slice(prefix.length), file);
    else if (isOnly) beside.push(file.name);
  return { name, container, root: prefix, files, beside };
}

/** More dossiers than a batch has. */
const maxInner = 200;

/**
 * Finds the dossiers of a container: one or several folders, or ZIPs of dossiers in a ZIP.
 * @throws UnreadableError if there is not any
 */
export async function findDossiers(container: Container, name: string): Promise<FoundDossier[]> {
  const roots = findRoots(container.files.map((file) => file.name));
  if (roots.length > 0) return roots.sort().map((root) => collect(container, root, roots.length === 1, root || name));
  const zips = container.files
    .filter((file) => /\.zip$/i.test(file.name) && !isSystemFile(file.name))
    .slice(0, maxInner);
  const found: FoundDossier[] = [];
  for (const zip of zips) {
    try {
      const inner = await openZip(await zip.open());
      for (const root of findRoots(inner.files.map((file) => file.name)))
        found.push(collect(inner, root, true, zip.name));
    } catch (error) {
      if (!(error instanceof UnreadableError) && !(error instanceof TypeError)) throw error;
    }
  }
  if (found.length === 0)
    throw container.isPartial
      ? new UnreadableError("The ZIP is truncated or damaged.")
      : new UnreadableError("There is not a dossier in it.", "no_dossier");
  return found;
}
