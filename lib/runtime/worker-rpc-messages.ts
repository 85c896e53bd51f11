/** Messages between a caller (a page, or the process for SQLite) and its worker; events and the result or error carry the call's ID. */

/** Parameters, events and result of each method. */
export type RpcMethods<Methods> = { [Name in keyof Methods]: { params: unknown; event?: unknown; result: unknown } };

export type EventOf<Method> = Method extends { event: infer Event } ? Event : never;

export type ToWorker =
  | { type: "call"; id: number; method: string; params: unknown }
  /** Aborts the signal of a running call. */
  | { type: "cancel"; id: number };

export type FromWorker =
  | { type: "event"; id: number; event: unknown }
  | { type: "result"; id: number; result: unknown }
  /**
   * `name` is the error's name: `AbortError` after a cancel, `NotReadableError` when the browser lost the bytes.
   * `code` is the error's number, such as SQLite's result code.
   */
  | { type: "error"; id: number; name: string; message: string; code?: number | null };
