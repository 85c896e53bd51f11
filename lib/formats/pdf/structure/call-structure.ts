import { callWorkerOnce } from "#lib/runtime/call-worker-once";
import type { PdfStructure, StructureMethods } from "./model.ts";

const timeoutMs = 9_500;
/** The worker holds the whole file. */
const maxFileBytes = 200 * 1024 * 1024;

const open = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** @throws Error for a file that is too large; WorkerTimeoutError; AbortError after `signal` */
export async function readStructure(blob: Blob, signal: AbortSignal): Promise<PdfStructure> {
  if (blob.size > maxFileBytes) throw new RangeError("The file is too large to check");
  return callWorkerOnce<StructureMethods, "inspect">(open, "inspect", { blob }, { timeoutMs, signal });
}

/** The data of an embedded file, decoded. @throws Error if its filter is not Flate, or its data is damaged */
export async function extractStream(blob: Blob, object: number): Promise<Blob> {
  const { bytes } = await callWorkerOnce<StructureMethods, "extract">(open, "extract", { blob, object }, { timeoutMs });
  return new Blob([bytes]);
}
