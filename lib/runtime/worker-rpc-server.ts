import type { EventOf, FromWorker, RpcMethods, ToWorker } from "./worker-rpc-messages.ts";

export type CallContext<Method> = {
  /** Aborts when the page cancels the call. */
  signal: AbortSignal;
  emit: (event: EventOf<Method>) => void;
  /** Transfers bytes of the result without a copy. */
  transfer: (bytes: ArrayBuffer) => void;
};

export type RpcHandlers<Methods extends RpcMethods<Methods>> = {
  [Name in keyof Methods]: (
    params: Methods[Name]["params"],
    context: CallContext<Methods[Name]>,
  ) => Methods[Name]["result"] | Promise<Methods[Name]["result"]>;
};

type RpcScope = {
  postMessage(message: FromWorker, options?: { transfer: Transferable[] }): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

/** @param later handlers that one of `handlers` provides; their calls wait */
export function serveWorkerRpc<Now extends RpcMethods<Now>, Later extends RpcMethods<Later> = Record<never, never>>(
  handlers: RpcHandlers<Now>,
  later: Promise<RpcHandlers<Later>> | null = null,
  scope: RpcScope = globalThis as unknown as RpcScope,
): void {
  const running = new Map<number, AbortController>();

  async function perform(id: number, method: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    const transfer: Transferable[] = [];
    // The client checks types by method name; here name and parameters arrive as one untyped message.
    type Handle = (params: unknown, context: CallContext<unknown>) => unknown;
    try {
      const known: object = Object.hasOwn(handlers, method) ? handlers : ((await later) ?? {});
      const handle = (known as Record<string, Handle | undefined>)[method];
      if (handle === undefined) throw new Error(`The worker has no method ${method}`);
      const result = await handle(params, {
        signal: controller.signal,
        emit: (event) => scope.postMessage({ type: "event", id, event }),
        transfer: (bytes) => transfer.push(bytes),
      });
      scope.postMessage({ type: "result", id, result }, { transfer });
    } catch (error) {
      const { name, message } =
        error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
      scope.postMessage({ type: "error", id, name, message });
    } finally {
      running.delete(id);
    }
  }

  scope.onmessage = ({ data }) => {
    if (data.type === "cancel") running.get(data.id)?.abort();
    else void perform(data.id, data.method, data.params);
  };
}
