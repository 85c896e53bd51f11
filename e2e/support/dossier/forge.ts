import { formatJsonFile } from "#lib/dossier/json-text";
import { isPayloadPath } from "#lib/dossier/tree";
import { signCheckpoint } from "#lib/transparency-log/checkpoint-note";
import { formatLeaf, hashOfLeaf, type Leaf } from "#lib/transparency-log/leaf";
import { deriveAuditKey, signingKeyOf } from "#lib/transparency-log/log-keys";
import { emptyRoot, hashNode, sha256 as treeSha256 } from "#lib/transparency-log/merkle-tree";
import { formatInclusionProof } from "#lib/transparency-log/proof-files";
import { readInclusionProof } from "#lib/transparency-log/tree-proofs";
import { canonicalEntry } from "./forge-entry.ts";
import { type MadeDossier, manifestOf, spkiOf, withTags } from "./make-dossier.ts";
import { type Payload, sha256 } from "./test-case.ts";

/** How far a forger goes: rows 9 to 14 of DOSSIER.md section 10, each with all before it. */
export type ForgeryLevel = "manifest" | "tags" | "entry" | "leaf" | "tree" | "keys";
const levels: ForgeryLevel[] = ["manifest", "tags", "entry", "leaf", "tree", "keys"];

const text = (files: Payload, path: string) => String(files.get(path));

/** A tree of other leaves with this one at its index. */
async function makeTree(leaf: Leaf, origin: string, secret: string) {
  const hashes = Array.from({ length: leaf.index }, (_, index) => treeSha256(`filler ${index}`));
  hashes.push(hashOfLeaf(leaf));
  const read = async (height: number, first: number): Promise<Buffer> => {
    if (height === 0) return hashes[first] ?? emptyRoot;
    return hashNode(await read(height - 1, first), await read(height - 1, first + 2 ** (height - 1)));
  };
  const size = hashes.length;
  const path = await readInclusionProof(read, leaf.index, size);
  const rootOf = async (first: number, end: number): Promise<Buffer> => {
    if (end - first === 1) return read(0, first);
    const middle = first + 2 ** Math.floor(Math.log2(end - first - 1));
    return hashNode(await rootOf(first, middle), await rootOf(middle, end));
  };
  const root = await rootOf(0, size);
  const key = signingKeyOf(deriveAuditKey(secret), origin);
  const note = signCheckpoint({ origin, size, root }, [key]);
  return { path, note, key: key.verifierKey.text };
}

const forgersSecret = "the key of a forger, only for tests 0123";

/** Changes `record.json`, and then everything up to this level so that it fits again. */
export async function forge({ base, files, verifierKey }: MadeDossier, level: ForgeryLevel): Promise<MadeDossier> {
  const forged: Payload = new Map(files);
  const reaches = (wanted: ForgeryLevel) => levels.indexOf(level) >= levels.indexOf(wanted);
  const record = Buffer.from(text(files, "data/evidence/record.json").replace("Muster", "Forged"));
  forged.set("data/evidence/record.json", record);
  const dossier = JSON.parse(text(files, "data/dossier.json"));
  for (const one of dossier.pieces) if (one.name === "record") one.sha256 = sha256(record);
  forged.set("data/dossier.json", Buffer.from(formatJsonFile(dossier)));
  const manifest = manifestOf(forged, isPayloadPath);
  forged.set("manifest-sha256.txt", manifest);
  if (reaches("entry"))
    forged.set(
      "log/entry.json",
      Buffer.from(canonicalEntry(text(files, "log/entry.json"), { sha256: sha256(manifest) })),
    );
  if (reaches("leaf")) {
    const old = JSON.parse(text(files, "log/entry.leaf.json"));
    const salt = forged.get("log/entry.salt") ?? Buffer.alloc(0);
    const commitment = sha256(Buffer.concat([salt, forged.get("log/entry.json") ?? Buffer.alloc(0)]));
    const leaf: Leaf = { index: old.index, at: Date.parse(old.at), event: old.event, commitment };
    forged.set("log/entry.leaf.json", Buffer.from(formatLeaf(leaf)));
    if (reaches("tree")) {
      const origin = text(files, "log/checkpoint").split("\n")[0] ?? "";
      const { path, note, key } = await makeTree(leaf, origin, forgersSecret);
      // Under the name and the ID of the real key, unless the forger's own key is in the keys file.
      const id = Buffer.from(verifierKey.split("+")[1] ?? "", "hex");
      const asReal = note.replace(/(\S+)\n$/, (line) => {
        const bytes = Buffer.from(line.trim(), "base64");
        return `${Buffer.concat([id, bytes.subarray(4)]).toString("base64")}\n`;
      });
      const checkpoint = reaches("keys") ? note : asReal;
      forged.set("log/checkpoint", Buffer.from(checkpoint));
      forged.set("log/entry.tlog-proof", Buffer.from(formatInclusionProof(leaf.index, path, checkpoint)));
      if (reaches("keys")) {
        forged.set("log/keys.json", Buffer.from(formatJsonFile({ origin, keys: [{ vkey: key, from: 0 }] })));
        forged.set("log/log-key.pem", spkiOf(key));
        // The custody of the real log does not fit, so the forger makes dossiers with custody "none".
        const line = {
          index: leaf.index,
          at: old.at,
          event: old.event,
          commitment,
          salt: salt.toString("base64"),
          content: text(forged, "log/entry.json"),
        };
        forged.set(
          "log/entries.jsonl",
          Buffer.from(`${JSON.stringify({ ...line, path: path.map((hash) => hash.toString("base64")) })}\n`),
        );
      }
    }
  }
  return { base, files: reaches("tags") ? withTags(forged) : forged, verifierKey };
}
