import { reviewerRoute } from "#lib/http/reviewer-route";
import { listTrust } from "#lib/token/list-trust";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  { roles: ["admin"], event: "connection_check", detail: () => ({ asked: "trusted_keys" }) },
  async () => Response.json(await listTrust()),
);
