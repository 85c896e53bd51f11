import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestFile } from "#lib/dossier/digest-file";
import { openZip } from "#lib/dossier/verifier/container";
import { findDossiers } from "#lib/dossier/verifier/find-dossiers";
import type { GivenKeys, Result } from "#lib/dossier/verifier/model";
import { recomputeToken } from "#lib/dossier/verifier/recompute-token";
import { verifyDossier } from "#lib/dossier/verifier/verify-dossier";
import { writeZip } from "#lib/dossier/write-zip";
import type { MadeDossier } from "./make-dossier.ts";
import { madeAt } from "./test-case.ts";

const asBlob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)]);

/** The ZIP that the product's own writer makes. */
export async function toZip({ base, files }: MadeDossier): Promise<Blob> {
  const digested = [...files].map(([path, bytes]) => digestFile(path, asBlob(bytes)));
  return writeZip(base, await Promise.all(digested), madeAt);
}

/** Unpacks into a folder. @returns the dossier's own folder */
export function toFolder({ base, files }: MadeDossier, folder: string): string {
  for (const [path, bytes] of files) {
    const target = join(folder, base, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    if (path.endsWith(".sh")) chmodSync(target, 0o755);
  }
  return join(folder, base);
}

/** Verifies with the code of `verify.html`, in this process. */
export async function verifyZip(zip: Blob, given: Partial<GivenKeys> = {}, now = madeAt): Promise<Result> {
  const [found] = await findDossiers(await openZip(zip), "dossier.zip");
  if (!found) throw new Error("The ZIP has no dossier.");
  return verifyDossier(found, { given: { logKey: "", tokenKey: "", ...given }, now, recomputeToken });
}
