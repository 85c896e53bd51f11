type Use<Server> = (server: Server) => Promise<void>;

/** Worker fixture: starts a server before the first test of a worker and ends it after the last. */
export const perWorker = <Server extends { end(): Promise<void> }>(
  start: () => Promise<Server>,
): [(fixtures: object, use: Use<Server>) => Promise<void>, { scope: "worker"; timeout: number }] => [
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the wanted fixtures from this pattern
  async ({}, use) => {
    const server = await start();
    await use(server);
    await server.end();
  },
  { scope: "worker", timeout: 90_000 },
];
