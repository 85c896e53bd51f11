import { toHex } from "#lib/bytes/hex";
import { canonicalId } from "#lib/paths";
import { safeParse } from "#lib/runtime/zod";
import { parseBagInfo } from "../bag-info.ts";
import { parseManifest } from "../manifest.ts";
import { recordedRequestSchema } from "../schema.ts";
import { isPayloadPath, isTreePath, manifestPath, tagManifestPath } from "../tree.ts";
import type { Context } from "./context.ts";
import { isSystemFile } from "./find-dossiers.ts";
import { fail, info, pass, warn } from "./finding.ts";
import type { Finding } from "./model.ts";
import { isNoteSignedBy, parseNote } from "./note.ts";

/** Names in the container, and the format. */
export async function checkContainer({ files, entry }: Context): Promise<Finding[]> {
  const { twice, unsafe } = files.found.container;
  const found = [
    ...twice.slice(0, 20).map((path) => fail("container", "name_twice", { path })),
    ...unsafe.slice(0, 20).map((path) => fail("container", "name_unsafe", { path })),
  ];
  const dossier = await files.json("data/dossier.json");
  const formats = [(dossier as { format?: unknown } | null | undefined)?.format, entry.content?.detail.format];
  const newer = formats.find((format) => /^evidence-dossier\/(?!1$)[0-9]+$/.test(String(format)));
  if (newer !== undefined) found.push(fail("container", "format_unknown", { detail: String(newer) }));
  return found.length > 0 ? found : [pass("container")];
}

/** The form of the manifest, and that the log's entry records it. */
export async function checkManifest({ manifest, entry, files, sha256 }: Context): Promise<Finding[]> {
  const path = manifestPath;
  if (manifest === null) return [fail("manifest", files.has(path) ? "manifest_malformed" : "piece_missing", { path })];
  const found: Finding[] = [];
  if (manifest.lines === null) found.push(fail("manifest", "manifest_malformed", { path, detail: manifest.problem }));
  const recorded = entry.content?.sha256;
  const digest = async (text: string) => toHex(sha256(new TextEncoder().encode(text)));
  if (typeof recorded !== "string") {
    if (files.has("log/entry.json")) found.push(fail("manifest", "manifest_not_recorded", { path }));
    else found.push(fail("manifest", "piece_missing", { path: "log/entry.json" }));
  } else if ((await digest(manifest.text)) !== recorded) {
    const isSame = (await digest(manifest.text.replaceAll("\r\n", "\n"))) === recorded;
    found.push(
      isSame ? warn("manifest", "line_endings_changed", { path }) : fail("manifest", "manifest_not_recorded", { path }),
    );
  }
  return found.length > 0 ? found : [pass("manifest", recorded as string)];
}

/** Every payload file against its line, and what `dossier.json` says of the artefacts. */
export async function checkPayload({ manifest, files, dossier }: Context): Promise<Finding[]> {
  const lines = manifest?.lines ?? [];
  const found: Finding[] = [];
  for (const { path, sha256 } of lines) {
    if (!files.has(path)) found.push(fail("pieces", "piece_missing", { path }));
    else if ((await files.digest(path)) !== sha256) found.push(fail("pieces", "piece_changed", { path }));
  }
  if (lines.length > 0 && !lines.some(({ path }) => path === "data/dossier.json"))
    found.push(fail("pieces", "piece_missing", { path: "data/dossier.json" }));
  else if (dossier === null && files.has("data/dossier.json"))
    found.push(fail("pieces", "piece_changed", { path: "data/dossier.json", detail: "The file is malformed." }));
  for (const { name, path, state, sha256, reason } of dossier?.pieces ?? []) {
    if (state === "present") {
      const line = lines.find((one) => one.path === path);
      if (line === undefined) found.push(fail("pieces", "piece_missing", { path: path ?? name }));
      else if (line.sha256 !== sha256)
        found.push(fail("pieces", "piece_changed", { path: line.path, detail: "dossier.json" }));
    } else if (name === "token" && (state === "failed" || state === "not_opened"))
      found.push(fail("pieces", "token_not_included", { path: name, detail: reason ?? state }));
    else if (state !== "absent")
      found.push(info("pieces", "piece_not_included", { path: name, detail: reason ?? state }));
  }
  found.push(...(await checkRequest(files, dossier)));
  const isGood = found.every(({ outcome }) => outcome === "info");
  return isGood ? [pass("pieces", String(lines.length)), ...found] : found;
}

const requestPath = "data/request.json";

/** The request is the one of `dossier.json`, and shows the signer of this evidence alone: no other person's data. */
async function checkRequest(files: Context["files"], dossier: Context["dossier"]): Promise<Finding[]> {
  const read = safeParse(recordedRequestSchema, await files.json(requestPath));
  if (dossier === null || !files.has(requestPath)) return [];
  if (!read.success) return [fail("pieces", "piece_changed", { path: requestPath, detail: "The file is malformed." })];
  const { id, signatures } = read.data;
  const isOther = (given: unknown, own: string) => typeof given === "string" && canonicalId(given) !== canonicalId(own);
  const others = (signatures ?? []).map(({ signer_identity_data }) => signer_identity_data?.evidence_id);
  const foreign = isOther(id, dossier.srId) ? id : others.find((one) => isOther(one, dossier.evidenceId));
  if (foreign === undefined) return [];
  return [fail("pieces", "request_of_other_evidence", { path: requestPath, detail: String(foreign) })];
}

/** Files of the release and of the log, which `tagmanifest-sha256.txt` lists; their own checks say more of the log's files. */
export async function checkTags(context: Context): Promise<Finding[]> {
  const { files, manifest, dossier, entry } = context;
  const text = await files.text(tagManifestPath);
  if (text === null) return [warn("tags", "tag_missing", { path: tagManifestPath })];
  let lines: ReturnType<typeof parseManifest>;
  try {
    lines = parseManifest(text.replaceAll("\r\n", "\n"));
  } catch (error) {
    return [warn("tags", "tag_changed", { path: tagManifestPath, detail: String(error) })];
  }
  const found: Finding[] = [];
  for (const { path, sha256 } of lines) {
    if (!files.has(path)) found.push(warn("tags", "tag_missing", { path }));
    else if ((await files.digest(path)) !== sha256) {
      if (await hasOnlyMoreSignatures(context, path, sha256)) found.push(info("tags", "signature_added", { path }));
      else found.push(warn("tags", "tag_changed", { path }));
    }
  }
  const listed = new Set(lines.map(({ path }) => path));
  for (const path of files.paths)
    if (isTreePath(path) && !isPayloadPath(path) && path !== tagManifestPath && !listed.has(path))
      found.push(warn("tags", "tag_changed", { path, detail: "The tag manifest does not list the file." }));
  const about = parseBagInfo((await files.text("bag-info.txt")) ?? "");
  const sizes = await Promise.all((manifest?.lines ?? []).map(async ({ path }) => (await files.blob(path))?.size));
  const isWhole = !sizes.includes(undefined);
  const oxum = `${sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)}.${sizes.length}`;
  const differs = (name: string, value: string | undefined) =>
    value !== undefined && about.get(name) !== value && files.has("bag-info.txt");
  if (
    differs("External-Identifier", dossier?.evidenceId) ||
    differs("Log-Entry", entry.leaf ? String(entry.leaf.index + 1) : undefined) ||
    differs("Payload-Oxum", isWhole && manifest?.lines ? oxum : undefined)
  )
    found.push(warn("tags", "tag_changed", { path: "bag-info.txt", detail: "It does not describe this dossier." }));
  return found.some(({ outcome }) => outcome === "warn") ? found : [pass("tags"), ...found];
}

/** A note may gain signature lines of witnesses; without them it is the one that the tag manifest lists. */
async function hasOnlyMoreSignatures({ files, walk, sha256 }: Context, path: string, listed: string): Promise<boolean> {
  if (path !== "log/checkpoint" && path !== "log/entry.tlog-proof") return false;
  const text = await files.text(path);
  const at = text === null ? -1 : text.lastIndexOf("\n\n");
  if (text === null || at < 0 || walk === null) return false;
  const note = parseNote(path === "log/checkpoint" ? text : text.slice(text.indexOf("\n\n") + 2));
  const isOwn = ({ name, id }: { name: string; id: string }) =>
    walk.keys.some(({ key }) => key.name === name && key.id === id);
  const own = note.signatures.filter(isOwn);
  if (own.length === 0 || own.length === note.signatures.length) return false;
  if (note.signatures.some(({ bytes }) => bytes === null)) return false;
  const bare = `${text.slice(0, at + 2)}${own.map(({ line }) => `${line}\n`).join("")}`;
  const newest = walk.keys.at(-1)?.key;
  if (newest === undefined || !(await isNoteSignedBy(note, newest).catch(() => false))) return false;
  return toHex(sha256(new TextEncoder().encode(bare))) === listed;
}

/** More are counted, not listed. */
const maxExtras = 100;

/** Files that are not part of the dossier. */
export async function checkExtras({ files, manifest }: Context): Promise<Finding[]> {
  const payload = new Set(manifest?.lines?.map(({ path }) => path));
  const isKnown = (path: string) => (isPayloadPath(path) ? payload.has(path) : isTreePath(path));
  const prefix = files.found.root;
  const own = files.paths.filter((path) => !isKnown(path));
  const beside = files.found.beside;
  const system = [...own, ...beside].filter(isSystemFile);
  const found: Finding[] = [];
  for (const path of own) if (!isSystemFile(path)) found.push(warn("extras", "extra_file", { path }));
  // A chosen folder may hold other files of the person; a ZIP holds what its maker put in.
  for (const path of beside)
    if (!isSystemFile(path))
      found.push(
        files.found.container.kind === "zip"
          ? warn("extras", "extra_file", { path })
          : info("extras", "file_beside", { path }),
      );
  if (system.length > 0)
    found.push(info("extras", "system_file", { path: system[0] ?? prefix, detail: String(system.length) }));
  const shown = found.slice(0, maxExtras);
  if (found.length > maxExtras)
    shown.push(warn("extras", "extra_file", { detail: `${found.length - maxExtras} more` }));
  return shown.some(({ outcome }) => outcome === "warn") ? shown : [pass("extras"), ...shown];
}
