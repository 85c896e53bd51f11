import { type BlobDigests, knownDigests, rememberDigests } from "#lib/bytes/blob-digests";
import * as z from "#lib/runtime/zod";
import { describePayload } from "./build-bag.ts";
import type { DigestedFile } from "./digest-file.ts";
import { piecePaths } from "./making/describe-artefacts.ts";
import type { DossierOrder, PieceName } from "./making/parse-order.ts";
import type { NamedBlob } from "./protocol.ts";
import { fetchParts, fetchReleaseFiles, recordDossier } from "./query.ts";
import { dossierSchema } from "./schema.ts";
import { openDossierWorker } from "./worker-client.ts";

/** The log's answer does not prove the dossier, so that nothing is saved. */
export class UnprovenDossierError extends Error {
  override readonly name = "UnprovenDossierError";
}

/** `dossier.json` as this version makes it. */
const madeDossierSchema = z.object({
  ...dossierSchema._zod.def.shape,
  decisions: z.enum(["none", "included", "withheld", "former_log"]),
  provider: z.object({ region: z.enum(["switzerland", "germany", "custom", "sandbox"]), host: z.string() }),
  logKey: z.string(),
});
export type MadeDossierFile = z.infer<typeof madeDossierSchema>;

export type DossierSources = {
  srId: string;
  evidenceId: string;
  order: Omit<DossierOrder, "digests">;
  /** Bytes that the page has, as the provider sent them; those that the order leaves out are not read. */
  evidence: readonly { name: PieceName; blob: Blob }[];
  /** Files of the desk's own conclusions, by their path below `data/`. */
  describe: (dossier: MadeDossierFile, signal: AbortSignal) => Promise<Record<string, string | Blob>>;
};

export type DossierProgress = { readBytes: number; totalBytes: number };

/** Reads only what nothing in this page has read to its end before. */
async function digestEvidence(
  worker: ReturnType<typeof openDossierWorker>,
  evidence: DossierSources["evidence"],
  signal: AbortSignal,
  onProgress: (progress: DossierProgress) => void,
): Promise<DigestedFile[]> {
  const files = evidence.map(({ name, blob }) => ({ path: piecePaths[name], blob }));
  const unread = files.filter(({ blob }) => knownDigests(blob) === null);
  const totalBytes = unread.reduce((sum, { blob }) => sum + blob.size, 0);
  const onEvent = (readBytes: number) => onProgress({ readBytes, totalBytes });
  const read = await worker.call("digest", unread, { signal, onEvent });
  for (const [at, { blob }] of unread.entries()) {
    const { sha256, crc32 } = read[at] as DigestedFile;
    rememberDigests(blob, { sha256, crc32 });
  }
  return files.map((file) => ({ ...file, ...(knownDigests(file.blob) as BlobDigests) }));
}

const asBlob = ([name, content]: [string, string | Blob]): NamedBlob => ({
  path: `data/${name}`,
  blob: new Blob([content]),
});

/**
 * Makes a dossier from bytes in the page; hashing runs in a worker.
 * @returns the ZIP, whose entry the log has, checked with the verifier's code
 * @throws ApiError, UnprovenDossierError, ZipTooLargeError (by name), errors of `describe`, DOMException `AbortError`
 */
export async function makeDossier(
  { srId, evidenceId, order, evidence, describe }: DossierSources,
  signal: AbortSignal,
  onProgress: (progress: DossierProgress) => void,
): Promise<{ name: string; zip: Blob; logEntry: number }> {
  const worker = openDossierWorker();
  try {
    const digested = await digestEvidence(worker, evidence, signal, onProgress);
    const digests = Object.fromEntries(evidence.map(({ name }, at) => [name, digested[at]?.sha256]));
    const ids = { srId, evidenceId };
    const [files, { release, limits }] = await Promise.all([
      fetchParts(ids, { ...order, digests: digests as DossierOrder["digests"] }, signal),
      fetchReleaseFiles(signal),
    ]);
    const dossier = z.parse(madeDossierSchema, JSON.parse(files["dossier.json"] ?? "null"));
    const own = [...Object.entries(files), ...Object.entries(await describe(dossier, signal))].map(asBlob);
    const rest = await worker.call("digest", [...own, { path: "data/limits.html", blob: limits }], { signal });
    const isLeftOut = ({ path }: DigestedFile) => order.leftOut.some((name) => piecePaths[name] === path);
    const payload = [...digested.filter((one) => !isLeftOut(one)), ...rest];
    const claim = { ...describePayload(payload), custody: order.custody };
    const recorded = await recordDossier(ids, claim, signal);
    const bag = {
      ...{ evidenceId, madeAt: new Date(dossier.madeAt), payload, release, recorded },
      agent: `${dossier.product.name} ${dossier.product.version}`,
    };
    const result = await worker.call("pack", bag, { signal });
    if ("fault" in result) throw new UnprovenDossierError(`${result.fault.check}: ${result.fault.code}`);
    return { ...result, logEntry: recorded.entry.index + 1 };
  } finally {
    worker.stop();
  }
}
