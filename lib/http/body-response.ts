import "server-only";
import { PassThrough, Readable } from "node:stream";
import { type Body, sendDirectly } from "./direct-body.ts";

/** Next prints unknown errors of a stream; by this name it takes a reset for what it is. */
function resetReason(): Error {
  const error = new Error("The answer could not be brought to its end.");
  error.name = "AbortError";
  return error;
}

/** How a body goes through Next, where no server around it takes it. */
function throughNext(body: Body): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const between = new PassThrough();
  between.on("close", () => body.abandon());
  body.sendTo(between, () => between.destroy(resetReason()));
  return Readable.toWeb(between) as ReadableStream<Uint8Array>;
}

/** The answer of a route that is well (status 200): this body under these headers. */
export function bodyResponse(body: Body, headers: Record<string, string>): Response {
  return new Response(sendDirectly(body) ? null : throughNext(body), { headers });
}
