import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { listen } from "../loopback.ts";
import { bodyFaults } from "./body-faults.ts";
import { lineFaults } from "./connection-faults.ts";
import { type Endpoint, type Fault, type FaultContext, problem } from "./fault.ts";
import { framingFaults } from "./framing-faults.ts";
import { statusFaults } from "./status-faults.ts";

/**
 * Provider with faults on raw sockets, because HTTP libraries prevent malformed responses. IDs select the fault:
 * `f12-record-x` applies fault 12 to the record only.
 */

export const faults: Fault[] = [...lineFaults, ...statusFaults, ...bodyFaults, ...framingFaults];

export type FaultServer = {
  apiUrl: string;
  server: Server;
  calls: Map<string, number>;
  logins: () => number;
  /** Issues new tokens from now on, and rejects earlier ones with 401. */
  expireTokens(): void;
  /** Status of later login responses; 200 succeeds. */
  setLoginStatus(status: number): void;
  end(): Promise<void>;
};

const contentTypes: Record<Endpoint, string> = {
  request: "application/json",
  status: "application/json",
  record: "application/json",
  files: "application/zip",
  token: "application/jwt",
};
const suffixes: Record<string, Endpoint> = { status: "status", json: "record", files: "files", jwt: "token" };

export function healthyBody(endpoint: Endpoint, srId: string): Buffer {
  const evidence = { id: `e-${srId}`, status: "COMPLETED", createdAt: "2026-11-23T10:00:00Z" };
  if (endpoint === "status" || endpoint === "record")
    return Buffer.from(JSON.stringify({ ...evidence, filler: "z".repeat(2_000) }));
  if (endpoint === "files") return Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(5_000, 7)]);
  if (endpoint === "token") return Buffer.from(`eyJhbGciOiJub25lIn0.${"e30".repeat(50)}.`);
  const signature = { sid: "1", status_code: "SIGNED", signer_identity_data: { evidence_id: `e-${srId}` } };
  return Buffer.from(JSON.stringify({ id: srId, title: "Fault", signatures: [signature] }));
}

/** IDs that select a fault on one endpoint; `run` makes them unique per run. */
export function faultIds(fault: number, endpoint: Endpoint, run: string): { srId: string; evidenceId: string } {
  const srId = `f${fault}-${endpoint}-${run}`;
  return { srId, evidenceId: `e-${srId}` };
}

type Request = { method: string; path: string; authorization: string; body: string };

function readAddress(path: string): { endpoint: Endpoint; srId: string } | null {
  const request = /^\/v3\/signature-requests\/([^/?]+)$/.exec(path);
  if (request?.[1]) return { endpoint: "request", srId: request[1] };
  const evidence = /^\/v3\/signature-requests\/([^/?]+)\/identification\/[^/?]+\/(status|json|files|jwt)$/.exec(path);
  const endpoint = suffixes[evidence?.[2] ?? ""];
  return evidence?.[1] && endpoint ? { endpoint, srId: evidence[1] } : null;
}

export async function startFaultServer(options: {
  pace: number;
  elsewhere: string;
  makeToken: (login: number) => string;
  createServer?: (listener: (socket: Socket) => void) => Server;
  clockSkewMs?: number;
}): Promise<FaultServer> {
  const calls = new Map<string, number>();
  const sockets = new Set<Socket>();
  let logins = 0;
  let loginStatus = 200;
  let oldestToken = 1;

  function write(socket: Socket, status: number, headers: Record<string, string>, body: Buffer | string = ""): void {
    const bytes = Buffer.from(body);
    const all = {
      "Content-Length": String(bytes.length),
      Date: new Date(Date.now() + (options.clockSkewMs ?? 0)).toUTCString(),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    if (!socket.destroyed)
      socket.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join("")}\r\n`), bytes]));
  }

  /** Rejects a login and repeats its credentials in every encoding. */
  function refuseLogin(socket: Socket, body: string): void {
    const { "api-key": key = "" } = JSON.parse(body) as { "api-key"?: string };
    const forms = [key, encodeURIComponent(key), Buffer.from(body).toString("base64")];
    write(
      socket,
      loginStatus,
      { "Content-Type": "application/json", "X-Echo": forms[2] ?? "" },
      problem("problem-with-message", { key: "error.auth.credentials_invalid", message: forms.join(" ") }),
    );
  }

  function sendFaults(socket: Socket, { method, path, authorization, body: sent }: Request): void {
    const earlier = calls.get(path) ?? 0;
    calls.set(path, earlier + 1);
    if (method === "POST" && path === "/v3/access/login") {
      logins += 1;
      if (loginStatus === 200) write(socket, 200, { "Content-Type": "text/plain" }, options.makeToken(logins));
      else refuseLogin(socket, sent);
      return;
    }
    if (path === "/v3/management/health") {
      write(socket, 200, { "Content-Type": "application/json" }, '{"status":"UP"}');
      return;
    }
    const token = authorization.replace(/^Bearer /, "");
    if (path.startsWith("/v3/signature-requests?")) {
      write(socket, 200, { "Content-Type": "application/json" }, `[${healthyBody("request", "listed")}]`);
      return;
    }
    const known = Array.from({ length: Math.max(0, logins - oldestToken + 1) }, (_, at) =>
      options.makeToken(oldestToken + at),
    );
    const address = readAddress(path);
    if (!known.includes(token) || !address) {
      write(socket, address ? 401 : 404, { "Content-Type": "text/html" }, "<html>");
      return;
    }
    const { endpoint, srId } = address;
    const contentType = contentTypes[endpoint];
    const body = healthyBody(endpoint, srId);
    const response = (status: number, headers: Record<string, string>, text?: Buffer | string) =>
      write(socket, status, headers, text);
    const send: FaultContext = {
      socket,
      endpoint,
      earlier,
      authorization,
      contentType,
      body,
      pace: options.pace,
      elsewhere: options.elsewhere,
      response,
      respondWell: (headers = {}) => response(200, { "Content-Type": contentType, ...headers }, body),
      raw: (bytes) => void (socket.destroyed || socket.write(bytes)),
    };
    const [, number, location] = /^f(\d+)-([a-z]+)-/.exec(srId) ?? [];
    const fault = location === endpoint ? faults[Number(number)] : undefined;
    if (fault) void fault.play(send);
    else send.respondWell();
  }

  function acceptSocket(socket: Socket): void {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let received = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const end = received.indexOf("\r\n\r\n");
        if (end < 0) return;
        const head = received.subarray(0, end).toString("latin1");
        const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        const body = received.toString("utf8", end + 4, end + 4 + length);
        received = received.subarray(end + 4 + length);
        const [method = "", path = ""] = head.split(" ");
        sendFaults(socket, {
          method,
          path,
          authorization: /^authorization: *(.*)$/im.exec(head)?.[1]?.trim() ?? "",
          body,
        });
      }
    });
  }

  const server = (options.createServer ?? createServer)(acceptSocket);
  const port = await listen(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/v3`,
    server,
    calls,
    logins: () => logins,
    expireTokens() {
      oldestToken = logins + 1;
    },
    setLoginStatus(status) {
      loginStatus = status;
    },
    async end() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
