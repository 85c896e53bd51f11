import type { ManifestLine } from "../manifest.ts";
import type { DossierFile } from "../schema.ts";
import type { DossierFiles } from "./dossier-files.ts";
import type { Content, Entry, Leaf } from "./entry.ts";
import type { KeyWalk } from "./key-walk.ts";
import type { GivenKeys } from "./model.ts";
import type { Note } from "./note.ts";
import type { Sha256 } from "./sha256.ts";

/** What the checks share: files that are read once. Null for one that is missing or malformed. */
export type Context = {
  files: DossierFiles;
  sha256: Sha256;
  given: GivenKeys;
  /** UTC, for remarks on what expired since; no outcome depends on it. */
  now: Date;
  manifest: { text: string; lines: readonly ManifestLine[] | null; problem: string | null } | null;
  dossier: DossierFile | null;
  /** Content bytes, leaf text, and what they say. */
  entry: { content: Content | null; leaf: Leaf | null };
  note: Note | null;
  walk: KeyWalk | null;
  /** Custody lines, in their order; null for a line in another form. */
  custody: readonly (Entry | null)[] | null;
};
