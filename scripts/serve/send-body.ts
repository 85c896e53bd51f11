import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Body, TakeBody } from "#lib/http/hand-over";

/** A stream that fails resets the connection: a client must never take it for whole. A client that is gone ends it at once. */
function watch(response: ServerResponse, body: Readable): void {
  const { socket } = response.req;
  body.on("error", () => socket.resetAndDestroy());
  if (response.closed) body.destroy();
  response.once("close", () => body.destroy());
}

/**
 * Lets a route send its body past Next (docs/decisions/bodies-past-next.md). Next writes the head and ends the answer,
 * which it believes to be empty; that end is where the body stands. Under any other head it is not sent.
 * @returns what takes the body
 */
export function expectBody(response: ServerResponse): TakeBody {
  const { end } = response;
  let body: Body | null = null;
  const endWithBody = ((...rest: Parameters<typeof end>) => {
    response.end = end;
    const isItsHead = response.statusCode === 200 && !response.headersSent;
    if (body === null || !isItsHead || (!Buffer.isBuffer(body) && body.destroyed)) {
      if (!Buffer.isBuffer(body)) body?.destroy();
      return response.end(...rest);
    }
    if (Buffer.isBuffer(body)) return response.end(body);
    response.flushHeaders();
    body.pipe(response);
    return response;
  }) as typeof end;
  return (handedOver) => {
    body = handedOver;
    if (!Buffer.isBuffer(body)) watch(response, body);
    response.end = endWithBody;
  };
}
