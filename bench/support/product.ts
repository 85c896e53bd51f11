import { ApiClient } from "../../e2e/support/api-client.ts";
import { type RunningServer, startServer } from "../../e2e/support/server.ts";

export type Desk = { server: RunningServer; cookie: string; end(): Promise<void> };

/** Starts Evidence Desk in front of an upstream and signs a reviewer in. @param without `log` and `hash`, what to omit */
export async function startDesk(upstream: string, without = ""): Promise<Desk> {
  const server = await startServer({
    AUTH_DEMO: "1",
    SKRIBBLE_API_URL: `${upstream}/v3`,
    SKRIBBLE_API_USERNAME: "api_demo_bench",
    // Has the length of a real key, because scanning the stream for it depends on that.
    SKRIBBLE_API_KEY: "8d0f5c1e-2b7a-4c39-9e64-a1b5d3f70c82",
    EVIDENCE_DESK_BENCH_WITHOUT: without,
  });
  const client = new ApiClient(server.url);
  await client.signIn("reviewer");
  const { cookie } = client;
  client.end();
  return { server, cookie, end: () => server.end() };
}
