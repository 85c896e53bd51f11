import type { Bag } from "./build-bag.ts";
import type { DigestedFile } from "./digest-file.ts";
import type { DossierJoin, JoinedDossiers } from "./several/join-dossiers.ts";
import type { Finding } from "./verifier/model.ts";

export type NamedBlob = { path: string; blob: Blob };

/** What the page asks the worker for; `event` of `digest` is the number of bytes read so far. */
export type DossierMethods = {
  digest: { params: readonly NamedBlob[]; result: DigestedFile[]; event: number };
  /** Joins dossiers, each unchanged, to as few ZIPs as they fit into; `event` is the number of bytes read so far. */
  join: { params: DossierJoin; result: JoinedDossiers[]; event: number };
  /** Checks what was recorded first: with a `fault`, the ZIP must not be saved. */
  pack: { params: Bag; result: { name: string; zip: Blob } | { fault: Finding }; event: never };
};
