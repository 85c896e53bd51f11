import type { ServerResponse } from "node:http";
import type { Body, DirectBodySink } from "#lib/http/direct-body";

/** Sends a body under the head that Next has just written. */
function send(response: ServerResponse, body: Body): void {
  if (Buffer.isBuffer(body)) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  body.sendTo(response, () => response.req.socket.resetAndDestroy());
}

/**
 * Lets a route send its body past Next (docs/decisions/bodies-past-next.md). Next writes the head and ends the answer,
 * which it believes to be empty; that end is where the body stands. Under any other head it is not sent.
 * @returns what takes the body
 */
export function acceptDirectBody(response: ServerResponse): DirectBodySink {
  const { end } = response;
  return (body) => {
    const abandon = () => Buffer.isBuffer(body) || body.abandon();
    if (response.closed) abandon();
    response.once("close", abandon);
    response.end = ((...rest: Parameters<typeof end>) => {
      response.end = end;
      if (response.statusCode === 200 && !response.headersSent && !response.destroyed) send(response, body);
      else {
        abandon();
        response.end(...rest);
      }
      return response;
    }) as typeof end;
  };
}
