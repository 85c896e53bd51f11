import { ApiClient } from "./api-client.ts";
import { type RunningServer, startServer } from "./server.ts";

export function providerSettings(url: string): Record<string, string> {
  return {
    SKRIBBLE_API_URL: url,
    SKRIBBLE_API_USERNAME: "api_demo_tests",
    SKRIBBLE_API_KEY: "key-of-the-tests-0123456789",
    AUTH_DEMO: "1",
  };
}

export type Desk = { server: RunningServer; client: ApiClient; end(): Promise<void> };

export async function startDesk(providerUrl: string, settings: Record<string, string> = {}): Promise<Desk> {
  const server = await startServer({ ...providerSettings(providerUrl), ...settings });
  const client = new ApiClient(server.url);
  await client.signIn("reviewer");
  const end = () => {
    client.end();
    return server.end();
  };
  return { server, client, end };
}
