import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const graceMs = 8_000;
/** After a reset the routes notice, and write into the access log that the release broke off. */
const recordMs = 1_000;

/** Knows which answers are on their way, so that an end can wait for them. */
export class GracefulShutdown {
  readonly #server: Server;
  readonly #answers = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();
  #ending = false;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (_request, response) => {
      this.#answers.add(response);
      response.once("close", () => {
        this.#answers.delete(response);
        if (this.#ending) this.#server.closeIdleConnections();
      });
    });
  }

  get isEnding(): boolean {
    return this.#ending;
  }

  /** Takes no new work, gives answers on their way 8 s, resets what is left. Resolves with how many were reset. */
  async end(): Promise<number> {
    this.#ending = true;
    this.#server.close();
    this.#server.closeIdleConnections();
    for (const answer of this.#answers) if (!answer.headersSent) answer.setHeader("Connection", "close");
    const deadline = Date.now() + graceMs;
    while (this.#answers.size > 0 && Date.now() < deadline) await sleep(20);
    const resets = this.#answers.size;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    if (resets > 0) await sleep(recordMs);
    return resets;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
