import "server-only";
import { PassThrough, Readable } from "node:stream";
import { type Body, sendDirectly } from "./direct-body.ts";

/** Next logs unknown stream errors; the name `AbortError` prevents the log line. */
function resetReason(): Error {
  const error = new Error("The response could not be completed.");
  error.name = "AbortError";
  return error;
}

function throughNext(body: Body): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const between = new PassThrough();
  between.on("close", () => body.abandon());
  body.sendTo(between, () => between.destroy(resetReason()));
  return Readable.toWeb(between) as ReadableStream<Uint8Array>;
}

export function bodyResponse(body: Body, headers: Record<string, string>): Response {
  return new Response(sendDirectly(body) ? null : throughNext(body), { headers });
}
