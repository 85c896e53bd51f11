import { once } from "node:events";
import { createServer } from "node:net";
import { listen } from "./loopback.ts";

/** Finds a free loopback port, for settings that contain the product's URL before it starts. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe);
  probe.close();
  await once(probe, "close");
  return port;
}
