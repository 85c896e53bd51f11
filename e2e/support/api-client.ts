import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** Response as received; `isWhole` is false if it is incomplete. */
export type Seen = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  isWhole: boolean;
  tookMs: number;
};

/** HTTP client that sends paths unchanged and reports incomplete responses. */
export class ApiClient {
  #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #url: URL;
  readonly #cookies: Map<string, string>;

  /** @param cookies of another client, for the same browser at another process */
  constructor(url: string, cookies: ReadonlyMap<string, string> = new Map()) {
    this.#url = new URL(url);
    this.#cookies = new Map(cookies);
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Sends a request. Rejects only without any response. */
  send(
    path: string,
    options: { method?: string; headers?: Record<string, string>; form?: Record<string, string>; text?: string } = {},
  ): Promise<Seen> {
    const startedAt = performance.now();
    const text = options.form ? new URLSearchParams(options.form).toString() : (options.text ?? null);
    return new Promise((resolve, reject) => {
      let hasResponse = false;
      const call = request(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          path,
          method: options.method ?? (text === null ? "GET" : "POST"),
          agent: this.#agent,
          headers: {
            ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}),
            ...(options.form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
            ...options.headers,
          },
        },
        (response) => {
          hasResponse = true;
          for (const line of response.headers["set-cookie"] ?? []) {
            const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            this.#cookies.set(name, value);
          }
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", () => {});
          response.on("close", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
              isWhole: response.complete,
              tookMs: performance.now() - startedAt,
            }),
          );
        },
      );
      // Ignores a reset during the response, which the response's own end reports.
      call.on("error", (error) => hasResponse || reject(error));
      call.end(text ?? undefined);
    });
  }

  async signIn(
    account: "reviewer" | "reviewer2" | "lead" | "auditor" | "admin" | "everything",
    headers: Record<string, string> = {},
    password = "demo",
  ): Promise<void> {
    const { csrfToken } = JSON.parse((await this.send("/api/auth/csrf")).body.toString()) as { csrfToken: string };
    const form = { csrfToken, email: `${account}@demo.test`, password, json: "true" };
    const { status } = await this.send("/api/auth/callback/demo", { form, headers });
    if (status !== 200) throw new Error(`Sign-in of ${account} responded with status ${status}`);
  }

  end(): void {
    this.#agent.destroy();
    this.#agent = new Agent({ keepAlive: true, maxSockets: 64 });
  }
}
