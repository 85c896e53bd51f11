import { createServer } from "node:http";
import { close, listen } from "./loopback.ts";

/** Marker in every response of the counting provider; its presence in a result means that evidence leaked. */
export const marker = "evidence-marker-9f2c";

export async function startCountingProvider() {
  let requested = 0;
  const server = createServer((request, response) => {
    requested += 1;
    request.resume();
    const isLogin = request.url?.endsWith("/access/login");
    const body = {
      id: "sr-1",
      title: marker,
      signatures: [{ sid: "s", signer_identity_data: { first_name: marker, evidence_id: "ev-1" } }],
      status: marker,
    };
    const type = isLogin ? "text/plain" : "application/json";
    response.writeHead(200, { "Content-Type": type }).end(isLogin ? "login-token" : JSON.stringify(body));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/v3`,
    requested: () => requested,
    end: () => close(server),
  };
}
