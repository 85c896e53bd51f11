import "server-only";
import { Readable } from "node:stream";
import { type Body, handOver } from "./hand-over.ts";

/** How a body goes through Next, where no server around it takes it. */
const throughNext = (body: Body) =>
  Buffer.isBuffer(body) ? new Uint8Array(body) : (Readable.toWeb(body) as ReadableStream<Uint8Array>);

/** The answer of a route that is well (status 200): this body under these headers. */
export function answerBody(body: Body, headers: Record<string, string>): Response {
  return new Response(handOver(body) ? null : throughNext(body), { headers });
}
