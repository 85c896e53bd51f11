import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findTool } from "./file-tools.ts";

type Send = (method: string, params: object) => Promise<unknown>;
type Reply = { id?: number; type?: string; result?: unknown; message?: string };

/** Debian's Firefox without a window, driven over WebDriver BiDi (w3.org/TR/webdriver-bidi). One page. */
export class Firefox {
  readonly #send: Send;
  readonly #context: string;
  readonly end: () => Promise<void>;

  private constructor(send: Send, context: string, end: () => Promise<void>) {
    this.#send = send;
    this.#context = context;
    this.end = end;
  }

  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), "evidence-firefox-"));
    const options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
    const process = spawn(findTool("firefox-esr"), options, { stdio: ["ignore", "ignore", "pipe"] });
    const exit = once(process, "exit");
    const address = await readAddress(process.stderr);
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("Firefox refused the connection"));
    });
    const send = sender(socket);
    const end = async () => {
      socket.close();
      process.kill();
      await exit;
      rmSync(profile, { recursive: true, force: true });
    };
    await send("session.new", { capabilities: {} });
    const { contexts } = (await send("browsingContext.getTree", {})) as { contexts: { context: string }[] };
    return new Firefox(send, contexts[0]?.context ?? "", end);
  }

  async goto(url: string): Promise<void> {
    await this.#send("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** Runs an expression in the page; it resolves to a text. @throws Error if it throws */
  async evaluate(expression: string): Promise<string> {
    const answer = (await this.#send("script.evaluate", {
      expression,
      target: { context: this.#context },
      awaitPromise: true,
    })) as { type: string; result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.type !== "success") throw new Error(answer.exceptionDetails?.text);
    return answer.result?.value ?? "";
  }

  /** Prints the page on A4 without margins of the browser. */
  async print(): Promise<Buffer> {
    const none = { top: 0, right: 0, bottom: 0, left: 0 };
    const page = { width: 21, height: 29.7 };
    const order = { context: this.#context, page, margin: none, shrinkToFit: false, background: false };
    const { data } = (await this.#send("browsingContext.print", order)) as { data: string };
    return Buffer.from(data, "base64");
  }
}

/** Firefox writes the address of its remote agent to standard error. */
async function readAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      stderr.resume();
      return address;
    }
  }
  throw new Error("Firefox ended before it listened");
}

/** Sends commands and resolves each to its result. */
function sender(socket: WebSocket): Send {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, type, result, message } = JSON.parse(String(data)) as Reply;
    const own = id === undefined ? undefined : waiting.get(id);
    if (own === undefined) return;
    waiting.delete(id ?? 0);
    if (type === "error") own.reject(new Error(message));
    else own.resolve(result);
  };
  return (method, params) => {
    last += 1;
    const own = Promise.withResolvers<unknown>();
    waiting.set(last, own);
    socket.send(JSON.stringify({ id: last, method, params }));
    return own.promise;
  };
}
