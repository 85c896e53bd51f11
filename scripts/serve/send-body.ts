import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";

/** Sends a body with back-pressure. One that fails resets the connection: a client must never take it for whole. */
function send(response: ServerResponse, body: Readable): void {
  response.flushHeaders();
  body.pipe(response);
}

/**
 * Lets a route send a large body past Next (docs/decisions/large-bodies.md). Next writes the head and ends the answer,
 * which it believes to be empty; that end is where the body begins.
 * @returns what takes the body
 */
export function expectBody(response: ServerResponse): (body: Readable) => void {
  const { end } = response;
  return (body) => {
    const { socket } = response;
    body.on("error", () => (socket ?? response).destroyed || (socket ? socket.resetAndDestroy() : response.destroy()));
    if (response.closed) body.destroy();
    // The client is gone: so is the provider's answer, at once.
    response.once("close", () => body.destroy());
    response.end = (() => {
      response.end = end;
      if (!body.destroyed) send(response, body);
      return response;
    }) as typeof end;
  };
}
