import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { DiagnosticsChannel } from "undici";

/**
 * Detects bytes after a response's announced length. HTTP parsers treat them as the next message, so a too small `Content-Length`
 * would silently truncate evidence.
 */

const drained = Symbol("excess bytes after a response");
type WatchedSocket = Socket & { [drained]?: boolean };

export type ExcessBytesWatch = { socket: WatchedSocket | null };

let pending: ExcessBytesWatch | null = null;
const watchOf = new WeakMap<object, ExcessBytesWatch>();
let subscribed = false;

/** undici reveals a request's socket only through its diagnostics channels. */
function subscribeOnce(): void {
  if (subscribed) return;
  subscribed = true;
  subscribe("undici:client:connected", (message) => {
    watchSocket((message as DiagnosticsChannel.ClientConnectedMessage).socket);
  });
  subscribe("undici:request:create", (message) => {
    if (pending) watchOf.set((message as DiagnosticsChannel.RequestCreateMessage).request, pending);
    pending = null;
  });
  subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket } = message as DiagnosticsChannel.ClientSendHeadersMessage;
    const watch = watchOf.get(request);
    if (watch) watch.socket = socket;
  });
}

/** Runs `dispatch`, which sends exactly one undici request before its first await, and records its socket. */
export function watchExcessBytes<T>(dispatch: () => T): { result: T; watch: ExcessBytesWatch } {
  subscribeOnce();
  const watch: ExcessBytesWatch = { socket: null };
  pending = watch;
  try {
    return { result: dispatch(), watch: watch };
  } finally {
    pending = null;
  }
}

/** Watches a new socket: undici unshifts unused bytes, even after it destroys the connection. */
function watchSocket(socket: Socket): void {
  const watched = socket as WatchedSocket;
  const unshift = socket.unshift;
  socket.unshift = function put(this: Socket, chunk: unknown, ...rest: []) {
    if (watched.destroyed && (chunk as { length?: number } | null)?.length) watched[drained] = true;
    return unshift.call(this, chunk, ...rest);
  };
}

/** True if bytes arrived after the announced length; call it after the body has ended. */
export function hasExcessBytes({ socket }: ExcessBytesWatch): boolean {
  return socket !== null && (socket[drained] === true || socket.errored?.message === "bad response");
}
