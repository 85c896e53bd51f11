import "server-only";
import { headers } from "next/headers";

/** The nonce of this page's policy (proxy.ts), for a part that needs it in its markup. */
export async function readNonce(): Promise<string | undefined> {
  return (await headers()).get("x-nonce") ?? undefined;
}
