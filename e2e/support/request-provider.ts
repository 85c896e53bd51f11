import { createServer } from "node:http";
import { close, listen } from "./loopback.ts";

/** Provider with one signature request and many evidence IDs that counts requests. */
export type RequestProvider = {
  url: string;
  count(): number;
  /** Paths requested so far, without logins. */
  requestedPaths(): string[];
  srId: string;
  evidenceId(index: number): string;
  end(): Promise<void>;
};

/** IDs of the provider: one signature request, and evidence by index. */
export type ProviderIds = { srId: string; evidenceId(index: number): string };

const shortIds: ProviderIds = { srId: "sr-of-the-tests", evidenceId: (index) => `evidence-${index}` };

/** UUIDs as the provider spells them, in upper case. */
export const upperCaseIds: ProviderIds = {
  srId: "AD8CE78B-4C1F-4E0A-9B57-2D6F01C5EF70",
  evidenceId: (index) => `7F3A1C2B-0D4E-4F5A-8B6C-${String(index).padStart(12, "0")}`,
};

const indexOf = (path: string) => Number(/(?:evidence-|identification\/.*-)(\d+)\//.exec(path)?.[1]);
const status = {
  id: "1",
  transactionCode: "TC-1",
  accountId: "a",
  workflowId: "w",
  status: "COMPLETED",
  createdAt: "2026-11-01T08:00:00Z",
  startedAt: "2026-11-01T08:01:00Z",
  expiresAt: "2027-11-01T08:00:00Z",
};

/**
 * @param evidences number of evidence IDs
 * @param statuses status bodies by evidence index; default is a completed status
 */
export async function startRequestProvider(
  evidences = 1,
  statuses: readonly string[] = [],
  { srId, evidenceId, answeredId }: ProviderIds & { answeredId?: string } = shortIds,
): Promise<RequestProvider> {
  let requested = 0;
  const paths: string[] = [];
  const signatures = Array.from({ length: evidences }, (_, index) => ({
    sid: `s${index}`,
    signer_identity_data: { evidence_id: evidenceId(index), first_name: "A", last_name: "B" },
  }));
  const request = JSON.stringify({
    id: answeredId ?? srId,
    title: "T",
    legislation: "ZERTES",
    created_at: "2026-11-20T10:00:00Z",
    signatures,
  });
  const token = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.x`;
  const server = createServer((incoming, response) => {
    requested += 1;
    incoming.resume();
    const path = incoming.url ?? "";
    if (!path.endsWith("/access/login")) paths.push(path);
    const isList = /signature-requests(?:\?|$)/.test(path);
    if (path.endsWith("/access/login")) response.writeHead(200, { "Content-Type": "text/plain" }).end(token);
    else
      response
        .writeHead(200, { "Content-Type": "application/json" })
        .end(
          isList
            ? `[${request}]`
            : path.toLowerCase().endsWith(srId.toLowerCase())
              ? request
              : (statuses[indexOf(path)] ?? JSON.stringify(status)),
        );
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/v3`,
    count: () => requested,
    requestedPaths: () => [...paths],
    srId,
    evidenceId,
    end: () => close(server),
  };
}
