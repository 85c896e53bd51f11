import { toHex } from "#lib/bytes/hex";
import { sameBytes } from "#lib/bytes/same-bytes";
import { decodePemBody, findPemBlocks } from "#lib/formats/x509/pem";
import { dossierFormat } from "../schema.ts";
import type { Context } from "./context.ts";
import { commitmentOf, formatLeaf, isOpened } from "./entry.ts";
import { fail, info, notChecked, pass } from "./finding.ts";
import { findWalkFaults } from "./key-walk.ts";
import { parseLogKey, UnsupportedError } from "./log-key.ts";
import type { CheckName, Finding } from "./model.ts";
import { isNoteSignedBy, parseInclusionProof } from "./note.ts";
import { hashLeaf, rootOfProof } from "./tree-proof.ts";

const missing = (check: CheckName, { files }: Context, paths: readonly string[]): Finding[] =>
  paths.filter((path) => !files.has(path)).map((path) => fail(check, "piece_missing", { path }));

/** The entry's content is that of its commitment, and it is the entry of this dossier. */
export async function checkEntry(context: Context): Promise<Finding[]> {
  const { files, entry, sha256, dossier } = context;
  const absent = missing("entry", context, ["log/entry.json", "log/entry.salt", "log/entry.leaf.json"]);
  if (absent.length > 0) return absent;
  const [bytes, salt] = await Promise.all([files.bytes("log/entry.json"), files.bytes("log/entry.salt")]);
  const { content, leaf } = entry;
  if (salt?.length !== 32) return [fail("entry", "entry_malformed", { path: "log/entry.salt" })];
  if (leaf === null) return [fail("entry", "entry_malformed", { path: "log/entry.leaf.json" })];
  const found: Finding[] = [];
  if (bytes === null || commitmentOf(sha256, salt, bytes) !== leaf.commitment)
    found.push(fail("entry", "commitment_wrong", { path: "log/entry.json" }));
  if (leaf.event !== "dossier")
    found.push(fail("entry", "not_a_dossier_entry", { path: "log/entry.leaf.json", detail: leaf.event }));
  if (content === null || content.detail.format !== dossierFormat)
    found.push(fail("entry", "entry_malformed", { path: "log/entry.json" }));
  else if (dossier !== null && (content.srId !== dossier.srId || content.evidenceId !== dossier.evidenceId))
    found.push(
      fail("entry", "entry_of_other_evidence", {
        path: "log/entry.json",
        detail: `${content.srId} ${content.evidenceId}`,
      }),
    );
  return found.length > 0 ? found : [pass("entry", `${leaf.index + 1} ${leaf.at}`)];
}

/** The leaf is in the tree of `log/checkpoint`. */
export async function checkInclusion(context: Context): Promise<Finding[]> {
  const { files, note, sha256 } = context;
  const path = "log/entry.tlog-proof";
  const absent = missing("inclusion", context, [path, "log/entry.leaf.json", "log/checkpoint"]);
  if (absent.length > 0) return absent;
  const [proof, leaf] = [parseInclusionProof((await files.text(path)) ?? ""), await files.bytes("log/entry.leaf.json")];
  const { leaf: read } = context.entry;
  if (proof === null || leaf === null || !note?.tree || proof.note.body !== note.body)
    return [fail("inclusion", "proof_wrong", { path })];
  const { size, root } = note.tree;
  const reached = rootOfProof(sha256, hashLeaf(sha256, leaf), { index: proof.index, size, path: proof.path });
  const isIncluded = reached !== null && sameBytes(reached, root) && (read === null || read.index === proof.index);
  return [isIncluded ? pass("inclusion", `${proof.index + 1} / ${size}`) : fail("inclusion", "proof_wrong", { path })];
}

/** SPKI of an Ed25519 key (RFC 8410 section 4) before its 32 bytes. */
const spkiPrefix = "302a300506032b6570032100";

async function isKeyFile({ files }: Context, publicKey: Uint8Array): Promise<boolean> {
  const [block] = findPemBlocks((await files.text("log/log-key.pem")) ?? "", new Set(["PUBLIC KEY"]));
  try {
    return block !== undefined && toHex(decodePemBody(block.body)) === spkiPrefix + toHex(publicKey);
  } catch {
    return false;
  }
}

/** The newest key of `log/keys.json` signed `log/checkpoint`. */
export async function checkCheckpoint(context: Context): Promise<Finding[]> {
  const { note, walk } = context;
  const path = "log/checkpoint";
  const absent = missing("checkpoint", context, [path, "log/keys.json", "log/log-key.pem"]);
  if (absent.length > 0) return absent;
  if (note === null) return [fail("checkpoint", "signature_wrong", { path })];
  if (walk === null) return [fail("checkpoint", "key_unknown", { path: "log/keys.json" })];
  const newest = walk.keys.at(-1)?.key;
  if (note.origin !== walk.origin) return [fail("checkpoint", "origin_differs", { path, detail: note.origin })];
  if (newest === undefined || !(await isKeyFile(context, newest.publicKey)))
    return [fail("checkpoint", "key_unknown", { path: "log/log-key.pem" })];
  if (await isNoteSignedBy(note, newest))
    return [note.tree ? pass("checkpoint", newest.id) : fail("checkpoint", "signature_wrong", { path })];
  for (const { key } of walk.keys.slice(0, -1))
    if (await isNoteSignedBy(note, key)) return [fail("checkpoint", "key_retired", { path, detail: key.id })];
  const ofOrigin = note.signatures.filter(({ name, bytes }) => name === walk.origin || bytes === null);
  const isNamed = ofOrigin.some(({ id, bytes }) => bytes === null || id === newest.id);
  return [
    fail("checkpoint", isNamed ? "signature_wrong" : "key_unknown", {
      path,
      detail: ofOrigin.map(({ id }) => id).join(" "),
    }),
  ];
}

export async function checkRotations(context: Context): Promise<Finding[]> {
  const { walk, sha256, note } = context;
  const path = "log/keys.json";
  if (walk === null)
    return [
      context.files.has(path)
        ? fail("rotations", "rotation_unproven", { path })
        : fail("rotations", "piece_missing", { path }),
    ];
  const faults = await findWalkFaults(walk, sha256);
  const beyond = walk.keys.slice(1).filter(({ from }) => note?.tree && from >= note.tree.size);
  const found = [
    ...faults.map(({ from, fault }) =>
      fail("rotations", "rotation_unproven", { path, detail: `${from + 1}: ${fault}` }),
    ),
    ...beyond.map(({ from }) =>
      fail("rotations", "rotation_unproven", { path, detail: `${from + 1}: behind the checkpoint` }),
    ),
  ];
  return found.length > 0 ? found : [pass("rotations", String(walk.keys.length - 1))];
}

/** Compares the key that the recipient got elsewhere. */
export async function checkLogKey({ given, walk, sha256 }: Context): Promise<Finding[]> {
  const text = given.logKey.trim();
  if (text === "") return [notChecked("log_key", "key_not_given", { detail: walk?.keys.at(-1)?.key.text ?? null })];
  const key = parseLogKey(text, sha256);
  if (key === null) return [notChecked("log_key", "given_key_malformed")];
  if (walk?.keys.some((one) => one.key.text === key.text)) return [pass("log_key", key.text)];
  return [fail("log_key", "key_differs", { detail: walk?.keys.at(-1)?.key.text ?? null })];
}

/** Every custody line: in the tree, opened where it has content; and that none was cut off. */
export async function checkCustody({ custody, entry, note, sha256, files, dossier }: Context): Promise<Finding[]> {
  const path = "log/entries.jsonl";
  const recorded = entry.content?.detail.custodySha256;
  if (custody === null) {
    if (recorded === undefined && !files.has(path)) return [notChecked("custody", "custody_absent")];
    return [fail("custody", files.has(path) ? "entry_changed" : "custody_cut", { path })];
  }
  const found: Finding[] = [];
  const closed: number[] = [];
  const commitments: string[] = [];
  let last = -1;
  for (const [at, line] of custody.entries()) {
    if (line === null) {
      found.push(fail("custody", "entry_changed", { path, detail: `line ${at + 1}` }));
      continue;
    }
    const number = `entry ${line.index + 1}`;
    // The dossier's own commitment cannot be in a digest that it commits to.
    if (line.index !== entry.leaf?.index) commitments.push(`${line.commitment}\n`);
    if (line.index <= last) found.push(fail("custody", "entry_changed", { path, detail: `${number} is out of order` }));
    last = Math.max(last, line.index);
    if (line.content === null) closed.push(line.index + 1);
    else if (!isOpened(sha256, line)) found.push(fail("custody", "entry_changed", { path, detail: number }));
    if (line.index === entry.leaf?.index && formatLeaf(line) !== formatLeaf(entry.leaf))
      found.push(fail("custody", "entry_changed", { path, detail: number }));
    const leafHash = hashLeaf(sha256, new TextEncoder().encode(formatLeaf(line)));
    const { size = 0, root = new Uint8Array() } = note?.tree ?? {};
    const reached = rootOfProof(sha256, leafHash, { index: line.index, size, path: line.path });
    if (reached === null || !sameBytes(reached, root))
      found.push(fail("custody", "proof_wrong", { path, detail: number }));
  }
  const digest = toHex(sha256(new TextEncoder().encode(commitments.join(""))));
  if (recorded !== undefined && recorded !== digest) found.push(fail("custody", "custody_cut", { path }));
  if (recorded === undefined && dossier !== null && dossier.custody !== "none")
    found.push(fail("custody", "custody_cut", { path }));
  const isOwnThere = custody.some((line) => line !== null && line.index === entry.leaf?.index);
  if (entry.leaf !== null && !isOwnThere && dossier?.custody !== "none")
    found.push(fail("custody", "custody_cut", { path }));
  if (closed.length > 0) found.push(info("custody", "content_withheld", { detail: String(closed.length) }));
  return found.some(({ outcome }) => outcome === "fail")
    ? found.slice(0, 100)
    : [pass("custody", String(custody.length)), ...found];
}

/** Turns a lack of the browser into `not_checked`. */
export async function orUnsupported(check: CheckName, run: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnsupportedError)
      return [notChecked(check, "browser_lacks_algorithm", { detail: error.message })];
    throw error;
  }
}
