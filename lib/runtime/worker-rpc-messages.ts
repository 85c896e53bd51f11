/**
 * Messages between a page and its worker. A call has an id; its events and its one result or error carry the id back.
 */

/** Method name → what a call takes, what it sends while it runs, and what it ends with. */
export type RpcMethods<Methods> = { [Name in keyof Methods]: { params: unknown; event?: unknown; result: unknown } };

export type EventOf<Method> = Method extends { event: infer Event } ? Event : never;

export type ToWorker =
  | { type: "call"; id: number; method: string; params: unknown }
  /** Aborts the signal of a running call. */
  | { type: "cancel"; id: number };

export type FromWorker =
  | { type: "event"; id: number; event: unknown }
  | { type: "result"; id: number; result: unknown }
  /** `name` is the error's name: `AbortError` after a cancel, `NotReadableError` when the browser lost the bytes. */
  | { type: "error"; id: number; name: string; message: string };
