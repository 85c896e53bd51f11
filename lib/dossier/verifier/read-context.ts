import { parse, safeParse } from "#lib/runtime/zod";
import { ManifestError, parseManifest } from "../manifest.ts";
import { dossierSchema } from "../schema.ts";
import { manifestPath } from "../tree.ts";
import type { Context } from "./context.ts";
import { DossierFiles } from "./dossier-files.ts";
import { parseContent, parseLeaf, readEntry } from "./entry.ts";
import type { FoundDossier } from "./find-dossiers.ts";
import { parseKeysFile } from "./key-walk.ts";
import type { GivenKeys } from "./model.ts";
import { parseNote } from "./note.ts";
import { createSha256 } from "./sha256.ts";

/** A manifest of known files has 4 KiB. */
const maxManifestChars = 1024 * 1024;

function readManifest(text: string | null): Context["manifest"] {
  if (text === null) return null;
  if (text.length > maxManifestChars) return { text, lines: null, problem: "The manifest is larger than 1 MiB." };
  try {
    return { text, lines: parseManifest(text.replaceAll("\r\n", "\n")), problem: null };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { text, lines: null, problem: error.message };
  }
}

function readCustody(text: string | null): Context["custody"] {
  if (text === null) return null;
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => {
    try {
      return readEntry(JSON.parse(line), true);
    } catch {
      return null;
    }
  });
}

/** Reads everything that more than one check needs. */
export async function readContext(found: FoundDossier, given: GivenKeys, now: Date): Promise<Context> {
  const files = new DossierFiles(found);
  const sha256 = await createSha256();
  const [manifest, content, leaf, note, keys, custody] = await Promise.all(
    [manifestPath, "log/entry.json", "log/entry.leaf.json", "log/checkpoint", "log/keys.json", "log/entries.jsonl"].map(
      (path) => files.text(path),
    ),
  );
  const dossier = await files.json("data/dossier.json");
  const parsed = safeParse(dossierSchema, dossier);
  return {
    files,
    sha256,
    given,
    now,
    manifest: readManifest(manifest ?? null),
    dossier: parsed.success ? parse(dossierSchema, dossier) : null,
    entry: { content: parseContent(content ?? null), leaf: parseLeaf(leaf ?? "") },
    note: note == null ? null : parseNote(note),
    walk: parseKeysFile(keys ?? "", sha256),
    custody: readCustody(custody ?? null),
  };
}
