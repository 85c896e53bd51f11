import { callWorkerOnce } from "#lib/runtime/call-worker-once";
import type { DrawnPage } from "./draw-tiff-page.ts";
import type { PictureReport, ReducedPicture } from "./model.ts";
import type { PictureMethods } from "./protocol.ts";

const timeoutMs = 9000;

const open = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** @throws WorkerTimeoutError after nine seconds; RangeError if the file is too large */
export const examineInWorker = (blob: Blob, mime: string): Promise<PictureReport> =>
  callWorkerOnce<PictureMethods, "examine">(open, "examine", { blob, mime }, { timeoutMs });

export const drawTiffPageInWorker = (blob: Blob, page: number, signal: AbortSignal): Promise<DrawnPage> =>
  callWorkerOnce<PictureMethods, "drawTiffPage">(open, "drawTiffPage", { blob, page }, { timeoutMs, signal });

export const drawReducedInWorker = (blob: Blob, mime: string, signal: AbortSignal): Promise<ReducedPicture> =>
  callWorkerOnce<PictureMethods, "drawReduced">(open, "drawReduced", { blob, mime }, { timeoutMs, signal });
