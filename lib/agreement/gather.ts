import { compare, relevantLeaves } from "./compare.ts";
import type { Agreement, AgreementInput, BodyFact, DigestAlgorithm, FileFact, Leaf, Source } from "./model.ts";
import type { CompareAsk } from "./protocol.ts";
import { readDigest } from "./read-digest.ts";
import { everyLeaf, type LeafFilter, readLeaves } from "./read-leaves.ts";

const names: Record<DigestAlgorithm, string> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};
const algorithms = Object.keys(names) as DigestAlgorithm[];

async function hash(bytes: Uint8Array<ArrayBuffer>, algorithm: DigestAlgorithm): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(names[algorithm], bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** The payload of a compact JWS (RFC 7515 section 7.1) as bytes; empty where there is none to read. */
function readPayload(token: string): Uint8Array<ArrayBuffer> {
  const [, payload = ""] = token.trim().split(".");
  try {
    const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

async function describeBody(source: Source, bytes: Uint8Array<ArrayBuffer>): Promise<BodyFact> {
  const [sha1 = "", sha256 = "", sha384 = "", sha512 = ""] = await Promise.all(
    algorithms.map((algorithm) => hash(bytes, algorithm)),
  );
  return { source, sha1, sha256, sha384, sha512, sizeBytes: bytes.byteLength };
}

/** Which algorithms the pieces claim digests of: the files' own digests are computed for these alone. */
function findAlgorithms(leaves: readonly Leaf[]): Set<DigestAlgorithm> {
  const found = new Set<DigestAlgorithm>();
  for (const leaf of leaves) {
    if (leaf.kind === "string") for (const { algorithm } of readDigest(leaf.text)) found.add(algorithm);
  }
  return found;
}

async function readFile(file: NonNullable<CompareAsk["files"]>[number], matters: LeafFilter): Promise<FileFact> {
  const { number, name, sizeBytes, sha256, isWhole, isJson, content } = file;
  const fact: FileFact = {
    number,
    name,
    sizeBytes,
    sha256,
    isWhole,
    sha1: null,
    sha384: null,
    sha512: null,
    leaves: null,
  };
  if (content && isJson) fact.leaves = readLeaves(await readBytes(content), matters);
  return fact;
}

/** The digests beside SHA-256 that somebody claims; only of files whose bytes the page brought along. */
async function addDigests(facts: FileFact[], ask: CompareAsk, wanted: ReadonlySet<DigestAlgorithm>): Promise<void> {
  const missing = algorithms.filter((algorithm) => algorithm !== "sha256" && wanted.has(algorithm));
  if (missing.length === 0) return;
  for (const [index, fact] of facts.entries()) {
    const content = ask.files?.[index]?.content;
    if (!content) continue;
    const bytes = await readBytes(content);
    for (const algorithm of missing) fact[algorithm] = await hash(bytes, algorithm);
  }
}

/**
 * Reads the pieces of evidence into plain facts and compares them. Runs in a worker: a record may have 100 MB.
 * Scalars of record and files are kept where their name is known, where they look like a digest, or where the token has a
 * scalar at the same path, so that an unknown schema still gives what it can.
 */
export async function gatherAndCompare(ask: CompareAsk): Promise<Agreement> {
  const token = ask.token === null ? null : readLeaves(readPayload(ask.token.text), everyLeaf);
  const matters = relevantLeaves(token ?? []);

  const recordBytes = ask.record === null ? null : await readBytes(ask.record);
  const record = recordBytes === null ? null : readLeaves(recordBytes, matters);
  const files = ask.files === null ? null : await Promise.all(ask.files.map((file) => readFile(file, matters)));
  const claims = [...(token ?? []), ...(record ?? []), ...(files ?? []).flatMap(({ leaves }) => leaves ?? [])];
  const wanted = findAlgorithms(claims);
  if (files) await addDigests(files, ask, wanted);

  const encoder = new TextEncoder();
  const bodies: BodyFact[] = [];
  if (wanted.size > 0) {
    if (recordBytes) bodies.push(await describeBody("record", recordBytes));
    if (ask.statusText !== null) bodies.push(await describeBody("status", encoder.encode(ask.statusText)));
    if (ask.token) bodies.push(await describeBody("token", encoder.encode(ask.token.text)));
    if (ask.archive) bodies.push(await describeBody("files", await readBytes(ask.archive)));
  }
  const input: AgreementInput = {
    ...ask.facts,
    record,
    token: ask.token === null || token === null ? null : { verdict: ask.token.verdict, leaves: token },
    files,
    bodies,
  };
  return compare(input);
}
