import { computeDigest, type DigestName } from "#lib/bytes/digest";
import { readRecordText, recogniseBody } from "#lib/evidence/recognise-body";
import { bufferBytes } from "#lib/formats/json/padded-buffer";
import { readClaimsText } from "#lib/token/claims-text";
import { compare, createRecordFilter } from "./compare.ts";
import { extractPaddedPrimitives, extractPrimitives } from "./extract-primitives.ts";
import type { Agreement, BodyFact, DigestAlgorithm, FileFact, JsonReading, Source } from "./model.ts";
import { everyPrimitive, type PrimitiveFilter } from "./primitive-filter.ts";
import type { CompareRequest } from "./protocol.ts";
import { readDigest } from "./read-digest.ts";

const names: Record<DigestAlgorithm, DigestName> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};
const algorithms = Object.keys(names) as DigestAlgorithm[];

async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Reads the bytes followed by the NUL padding that the JSON scanner requires, to avoid a copy. */
function readPadded(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return readBytes(new Blob([blob, new Uint8Array(bufferBytes(blob.size) - blob.size)]));
}

/** A body and its SHA-256, which most claims use, computed in another thread. */
type Body = { source: Source; bytes: Uint8Array<ArrayBuffer>; sha256: Promise<string> };

const openBody = (source: Source, bytes: Uint8Array<ArrayBuffer>): Body => ({
  source,
  bytes,
  sha256: computeDigest(bytes),
});

/** Computes only claimed digests, because each costs a pass over the body. */
async function describeBody({ source, bytes, sha256 }: Body, wanted: ReadonlySet<DigestAlgorithm>): Promise<BodyFact> {
  const digest = (algorithm: DigestAlgorithm) =>
    wanted.has(algorithm) ? computeDigest(bytes, names[algorithm]) : null;
  const [sha1, sha384, sha512] = await Promise.all([digest("sha1"), digest("sha384"), digest("sha512")]);
  return { source, sizeBytes: bytes.byteLength, sha1, sha256: await sha256, sha384, sha512 };
}

function findAlgorithms(readings: readonly (JsonReading | null)[]): Set<DigestAlgorithm> {
  const found = new Set<DigestAlgorithm>();
  for (const { kind, text } of readings.flatMap((reading) => reading?.primitives ?? []))
    if (kind === "string") for (const { algorithm } of readDigest(text)) found.add(algorithm);
  return found;
}

/** Represents a JSON file that was not read: too large, in an archive too large, or damaged. */
const leftOut = (name: string): JsonReading => ({
  primitives: [],
  labelled: [],
  fault: false,
  isCut: true,
  cutPaths: [name],
});

async function readFile(
  file: NonNullable<CompareRequest["files"]>[number],
  filter: PrimitiveFilter,
): Promise<FileFact> {
  const { number, name, sizeBytes, sha256, isWhole, isJson, content } = file;
  const reading = isJson ? (content ? extractPrimitives(await readBytes(content), filter) : leftOut(name)) : null;
  return { number, name, sizeBytes, sha256, isWhole, sha1: null, sha384: null, sha512: null, reading };
}

/** Adds claimed digests other than SHA-256 for files with content in the request. */
async function addDigests(
  facts: FileFact[],
  request: CompareRequest,
  wanted: ReadonlySet<DigestAlgorithm>,
): Promise<void> {
  const missing = algorithms.filter((algorithm) => algorithm !== "sha256" && wanted.has(algorithm));
  if (missing.length === 0) return;
  for (const [index, fact] of facts.entries()) {
    const content = request.files?.[index]?.content;
    if (!content) continue;
    const bytes = await readBytes(content);
    for (const algorithm of missing) fact[algorithm] = await computeDigest(bytes, names[algorithm]);
  }
}

/**
 * Parses and compares artefacts in a worker, because a record may have 100 MB. Keeps primitives with a known name,
 * or with a digest, an MRZ or a text of token or request, so that unknown schemas are covered.
 */
export async function compareArtefacts(request: CompareRequest): Promise<Agreement> {
  const [text, archive, notEvidence] = await Promise.all([
    request.record && readPadded(request.record),
    request.archive && readBytes(request.archive),
    listOtherBodies(request),
  ]);
  const encoder = new TextEncoder();
  const opened: Body[] = [];
  const open = (source: Source, bytes: Uint8Array<ArrayBuffer> | null) => bytes && opened.push(openBody(source, bytes));
  open("record", text && request.record && text.subarray(0, request.record.size));
  open("status", request.statusText === null ? null : encoder.encode(request.statusText));
  open("token", request.token && encoder.encode(request.token.text));
  open("files", archive);

  const token = request.token && extractPrimitives(await readClaims(request.token.text), everyPrimitive);
  const signer = request.facts.request?.signer;
  const requested = [signer?.familyName, signer?.givenName].filter((name) => typeof name === "string");
  const filter = createRecordFilter(token?.primitives ?? [], requested);
  const record = text && request.record && (await readRecord(text, request.record, filter));
  // An archive in another format does not have files that could be missing.
  const isArchive = (request.files?.length ?? 0) > 0 || !notEvidence.some(({ artefact }) => artefact === "files");
  const files =
    request.files && isArchive ? await Promise.all(request.files.map((file) => readFile(file, filter))) : null;
  const wanted = findAlgorithms([token, record, ...(files ?? []).map(({ reading }) => reading)]);
  if (files) await addDigests(files, request, wanted);
  const agreement = compare({
    ...request.facts,
    statusReading:
      request.statusText === null ? null : extractPrimitives(encoder.encode(request.statusText), everyPrimitive),
    record,
    token: request.token && token && { ...token, verdict: request.token.verdict },
    files,
    bodies: await Promise.all(opened.map((body) => describeBody(body, wanted))),
  });
  return { ...agreement, notEvidence };
}

/** Lists bodies that are not the evidence, or not in the requested form. */
async function listOtherBodies({ record, archiveBody }: CompareRequest): Promise<Agreement["notEvidence"]> {
  const kindOf = async (artefact: "record" | "files", blob: Blob | null) => {
    const nature = blob && (await recogniseBody(artefact, blob));
    return nature && nature.kind !== "expected" ? [{ artefact, kind: nature.kind }] : [];
  };
  return [...(await kindOf("record", record)), ...(await kindOf("files", archiveBody))];
}

async function readClaims(token: string): Promise<Uint8Array> {
  const { text } = await readClaimsText(token);
  return new TextEncoder().encode(text === "" ? "{}" : text);
}

/** Parses the record. Encodings around its JSON are removed for reading, never for its digest. */
async function readRecord(text: Uint8Array<ArrayBuffer>, blob: Blob, filter: PrimitiveFilter): Promise<JsonReading> {
  const inside = await readRecordText(blob);
  if (inside.wraps.length === 0) return extractPaddedPrimitives(text, blob.size, filter);
  return extractPrimitives(await readBytes(inside.text), filter);
}
