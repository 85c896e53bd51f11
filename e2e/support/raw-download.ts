import { connect, type Socket } from "node:net";

/** A download on a raw socket, which shows how the connection ends. */
export type RawDownload = {
  socket: Socket;
  /** Resolves with the response's head once it has arrived. */
  head: Promise<string>;
  requestId(): string;
  receivedBytes(): number;
  /** Resolves when the connection ends: `reset` for a TCP reset, `end` for an orderly end. */
  closed: Promise<{ how: "reset" | "end"; tail: string }>;
};

export function openRawDownload(origin: string, path: string, cookie: string): RawDownload {
  const { hostname, port, host } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  let start = "";
  let tail = "";
  let received = 0;
  const head = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<{ how: "reset" | "end"; tail: string }>();
  socket.on("data", (chunk) => {
    received += chunk.length;
    const text = chunk.toString("latin1");
    tail = `${tail}${text}`.slice(-16);
    if (start.includes("\r\n\r\n")) return;
    start += text;
    const end = start.indexOf("\r\n\r\n");
    if (end > 0) head.resolve(start.slice(0, end));
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    closed.resolve({ how: error.code === "ECONNRESET" ? "reset" : "end", tail });
  });
  socket.on("close", () => closed.resolve({ how: "end", tail }));
  return {
    socket,
    head: head.promise,
    requestId: () => /x-request-id: (\S+)/i.exec(start)?.[1] ?? "",
    receivedBytes: () => received,
    closed: closed.promise,
  };
}
