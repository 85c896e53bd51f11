import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { singleton } from "#lib/runtime/singleton";

/** The connection on which the response to the current request leaves. */
export type ClientConnection = {
  /** Resets it unless the response has been handed over to the operating system completely. */
  reset(): void;
  /** Calls `listener` once the response has ended, in whichever way. */
  onClose(listener: () => void): void;
};

const connections = () => singleton("client-connections", () => new AsyncLocalStorage<ClientConnection>());

export function withConnection<T>(connection: ClientConnection, work: () => T): T {
  return connections().run(connection, work);
}

/** @returns null in the development server, which runs without our HTTP server */
export function currentConnection(): ClientConnection | null {
  return connections().getStore() ?? null;
}
