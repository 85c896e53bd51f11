import { decodeBase64 } from "#lib/bytes/base64";
import { bagDeclaration, formatBagInfo } from "./bag-info.ts";
import { type DigestedFile, digestFile } from "./digest-file.ts";
import { formatJsonFile } from "./json-text.ts";
import type { RecordedDossier } from "./making/schema.ts";
import { formatManifest } from "./manifest.ts";
import { baseName, isPayloadPath, manifestPath, tagManifestPath, treePaths } from "./tree.ts";
import { formatLeaf } from "./verifier/entry.ts";
import { writeZip } from "./write-zip.ts";

/** Manifest of the payload, and the size of its files in bytes. */
export function describePayload(payload: readonly DigestedFile[]): { manifest: string; octets: number } {
  return { manifest: formatManifest(payload), octets: payload.reduce((sum, { blob }) => sum + blob.size, 0) };
}

/** Fixed files of the release. */
export type ReleaseFiles = { "READ-ME.txt": Blob; "verify.html": Blob; "verify.sh": Blob };

export type Bag = {
  evidenceId: string;
  madeAt: Date;
  /** Name and version of the product. */
  agent: string;
  payload: readonly DigestedFile[];
  release: ReleaseFiles;
  recorded: RecordedDossier;
};

/** SubjectPublicKeyInfo of Ed25519 up to the key (RFC 8410 section 4). */
const ed25519Prefix = "MCowBQYDK2VwAyEA";

/** The public key of a verifier key `NAME+ID+base64(0x01 ‖ key)` as SPKI in PEM. */
function formatLogKey(vkey: string): string {
  const key = decodeBase64(vkey.split("+").slice(2).join("+")).subarray(1);
  const text = btoa(atob(ed25519Prefix) + String.fromCharCode(...key));
  return `-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----\n`;
}

/** Proof of the dossier's own entry (C2SP tlog-proof). */
const formatProof = ({ entry: { index, path = [] }, checkpoint }: RecordedDossier) =>
  `${["c2sp.org/tlog-proof@v1", `index ${index}`, ...path].join("\n")}\n\n${checkpoint}`;

function* describeLog({ entry, checkpoint, keys, custody }: RecordedDossier): Generator<[string, BlobPart]> {
  yield ["log/checkpoint", checkpoint];
  yield ["log/keys.json", formatJsonFile(keys)];
  yield ["log/log-key.pem", formatLogKey(keys.keys.at(-1)?.vkey ?? "")];
  yield ["log/entry.json", entry.content ?? ""];
  yield ["log/entry.salt", decodeBase64(entry.salt ?? "")];
  yield ["log/entry.leaf.json", formatLeaf(entry)];
  yield ["log/entry.tlog-proof", formatProof({ entry, checkpoint, keys, custody } as RecordedDossier)];
  yield ["log/entries.jsonl", custody.entries.map((line) => `${JSON.stringify(line)}\n`).join("")];
}

function* describeTimeStamp({ timestamp }: RecordedDossier): Generator<[string, BlobPart]> {
  if (timestamp.state !== "granted" || timestamp.response === null) return;
  yield ["timestamp/manifest.tsr", decodeBase64(timestamp.response)];
  yield ["timestamp/tsa-ca.pem", timestamp.ca ?? ""];
  yield ["timestamp/tsa-chain.pem", timestamp.chain ?? ""];
}

const order = new Map<string, number>(treePaths.map((path, at) => [path, at]));

/** All files of a dossier in the order of its ZIP: the payload, and what the server's answer adds. */
export async function buildBag({
  evidenceId,
  madeAt,
  agent,
  payload,
  release,
  recorded,
}: Bag): Promise<DigestedFile[]> {
  const { manifest, octets } = describePayload(payload);
  const about = {
    date: madeAt.toISOString().slice(0, 10),
    ...{ octets, files: payload.length, evidenceId, agent, logEntry: recorded.entry.index + 1 },
  };
  const texts: [string, BlobPart][] = [
    ["bagit.txt", bagDeclaration],
    ["bag-info.txt", formatBagInfo(about)],
    [manifestPath, manifest],
    ...Object.entries(release),
    ...describeLog(recorded),
    ...describeTimeStamp(recorded),
  ];
  const tags = await Promise.all(texts.map(([path, content]) => digestFile(path, new Blob([content]))));
  const tagManifest = formatManifest(tags.filter(({ path }) => !isPayloadPath(path)));
  const all = [...payload, ...tags, await digestFile(tagManifestPath, new Blob([tagManifest]))];
  return all.sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0));
}

/** The dossier as one ZIP, with its file name. @throws ZipTooLargeError */
export async function packBag(bag: Bag, files: readonly DigestedFile[]): Promise<{ name: string; zip: Blob }> {
  const base = baseName(bag.evidenceId, bag.madeAt);
  return { name: `${base}.zip`, zip: writeZip(base, files, bag.madeAt) };
}
