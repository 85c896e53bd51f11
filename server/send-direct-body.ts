import type { ServerResponse } from "node:http";
import type { Body, DirectBodySink } from "#lib/http/direct-body";

function send(response: ServerResponse, body: Body): void {
  if (Buffer.isBuffer(body)) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  body.sendTo(response, () => response.req.socket.resetAndDestroy());
}

/** Sends a body past Next (docs/decisions/bodies-past-next.md) when Next ends the empty response, under the route's head only. */
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
