import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const graceMs = 8_000;
/** Time for route handlers to log their interrupted releases after a reset. */
const recordMs = 1_000;

export class GracefulShutdown {
  readonly #server: Server;
  readonly #responses = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();
  #ending = false;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (_request, response) => {
      this.#responses.add(response);
      response.once("close", () => {
        this.#responses.delete(response);
        if (this.#ending) this.#server.closeIdleConnections();
      });
    });
  }

  get isEnding(): boolean {
    return this.#ending;
  }

  /** Waits 8 s for responses in progress and resets the rest. Resolves to the number of resets. */
  async end(): Promise<number> {
    this.#ending = true;
    this.#server.close();
    this.#server.closeIdleConnections();
    for (const response of this.#responses) if (!response.headersSent) response.setHeader("Connection", "close");
    const deadline = Date.now() + graceMs;
    while (this.#responses.size > 0 && Date.now() < deadline) await sleep(20);
    const resets = this.#responses.size;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    if (resets > 0) await sleep(recordMs);
    return resets;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
