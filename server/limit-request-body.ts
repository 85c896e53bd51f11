import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { maxRequestBodyBytes } from "./check-request.ts";
import { formatRejection, type RejectedRequest, type Rejection } from "./reject-request.ts";

const tooLarge: Rejection = {
  status: 413,
  code: "invalid_request",
  detail: "The request body is too large. Send at most 1 MiB.",
};

/** Limits a body while it arrives, because a chunked body announces no size and Next would buffer all of it. */
export function limitBody(request: IncomingMessage, response: ServerResponse, refused: RejectedRequest): void {
  const { push } = request;
  let sizeBytes = 0;
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    sizeBytes += chunk?.length ?? 0;
    if (sizeBytes <= maxRequestBodyBytes || chunk === null) return push.call(request, chunk, encoding);
    request.push = () => false;
    const { socket } = request;
    const isUnanswered = response.socket === socket && !response.headersSent;
    if (isUnanswered) socket.end(formatRejection(tooLarge, STATUS_CODES[413] ?? "", refused), () => socket.destroy());
    else socket.destroy();
    return false;
  };
}
