/** Baseline: a plain `node:http` pipe without checks. `BENCH_UPSTREAM` is the source. */
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => {
  get(`${process.env.BENCH_UPSTREAM}${request.url}`, (upstream) => {
    response.writeHead(upstream.statusCode ?? 502, upstream.headers);
    upstream.pipe(response);
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
