import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cases } from "./cases.ts";
import { type Body, Dossiers } from "./dossier.ts";
import type { Identification } from "./identification.ts";
import { publishedJwks } from "./keys.ts";
import { checkAccessToken, LoginLimit, login } from "./login.ts";
import { notFound, ProviderRefusal, sendProblem } from "./problem.ts";
import { parseListQuery, parseReportType } from "./query.ts";
import { makeReport } from "./report.ts";
import { scenarios } from "./scenarios.ts";
import { listSignatureRequests, makeSignatureRequest, type Version } from "./signature-requests.ts";
import { makeStatus } from "./status.ts";
import { Unfolding } from "./unfold.ts";

/** The provider's HTTP API: login, signature requests, the four evidence endpoints, health, keys. */

type Call = { request: IncomingMessage; response: ServerResponse; url: URL; version: Version };

function send(response: ServerResponse, contentType: string, text: string): void {
  response.writeHead(200, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(text) });
  response.end(response.req.method === "HEAD" ? undefined : text);
}

const sendJson = (response: ServerResponse, value: unknown) =>
  send(response, "application/json", JSON.stringify(value));

/** Sends chunks with backpressure and stops when the client disconnects. */
async function sendBody(response: ServerResponse, contentType: string, fileName: string, body: Body): Promise<void> {
  response.writeHead(200, {
    "Content-Type": contentType,
    "Content-Disposition": `attachment; filename="${fileName}"`,
    ...(body.sizeBytes === null ? {} : { "Content-Length": body.sizeBytes }),
  });
  await pipeline(Readable.from(body.chunks(), { objectMode: false }), response).catch(() => response.destroy());
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > 16_384)
      throw new ProviderRefusal({ status: 413, name: "problem-with-message", message: "The body is too large." });
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function findEntry(srId: string) {
  const entry = cases.find((candidate) => candidate.srId === srId);
  if (!entry) throw notFound(`Signature request ${srId}`);
  return entry;
}

function findIdentification(srId: string, evidenceId: string): Identification {
  const { signers } = scenarios[findEntry(srId).name];
  const found = signers.find(({ identification }) => identification?.evidenceId === evidenceId)?.identification;
  if (!found) throw notFound(`Identification evidence ${evidenceId}`);
  if (found.refusal === "feature-off")
    throw new ProviderRefusal({
      status: 403,
      name: "feature-not-enabled",
      message: "The feature Express QES identification evidence is not enabled for this business.",
    });
  return found;
}

/** Rejects requests that need a completed identification with retained evidence. */
function requireCompleted({ refusal, refusalStatus, evidenceId }: Identification): void {
  if (refusal === "deleted") throw notFound(`Identification evidence ${evidenceId}`);
  if (refusal === "not-completed")
    throw new ProviderRefusal({
      status: refusalStatus ?? 409,
      name: "constraint-violation",
      message: "The identification is not completed.",
    });
}

class Provider {
  private readonly now: Date;
  private readonly dossiers: Dossiers;
  private readonly logins = new LoginLimit();
  private readonly unfolding = new Unfolding();
  private readonly reports = new Map<string, Date[]>();

  constructor(now: Date) {
    this.now = now;
    this.dossiers = new Dossiers(now);
  }

  /** @returns false for an unknown path @throws ProviderRefusal for rejected requests */
  async response(call: Call, path: string): Promise<boolean> {
    const { request, response, url, version } = call;
    const method = request.method ?? "GET";
    if (path === "/access/login" && method === "POST") {
      this.logins.count(Date.now());
      const token = await login(request.headers["content-type"] ?? "", await readBody(request));
      send(response, "text/plain;charset=UTF-8", token);
      return true;
    }
    if (method !== "GET" && method !== "HEAD") return false;
    if (path === "/management/health") {
      sendJson(response, { status: "UP", groups: ["liveness", "readiness"] });
      return true;
    }
    const match =
      /^\/signature-requests(?:\/([^/]+)(?:\/(report|identification\/([^/]+)\/(status|json|files|jwt)))?)?$/.exec(path);
    if (!match) return false;
    await checkAccessToken(request, version);
    const [, srId, rest, evidenceId, artefact] = match;
    if (srId === undefined) sendJson(response, listSignatureRequests(parseListQuery(url), this.now, version));
    else if (rest === undefined) sendJson(response, makeSignatureRequest(findEntry(srId), this.now, version));
    else if (rest === "report") this.sendReport(call, srId);
    else
      await this.sendEvidence(
        response,
        this.unfolding.resolve(findIdentification(srId, evidenceId ?? "")),
        artefact ?? "",
      );
    return true;
  }

  private sendReport({ response, url }: Call, srId: string): void {
    const entry = findEntry(srId);
    parseReportType(url);
    const fetched = [...(this.reports.get(srId) ?? []), new Date()];
    this.reports.set(srId, fetched);
    sendJson(response, makeReport(entry, this.now, fetched));
  }

  private async sendEvidence(response: ServerResponse, identification: Identification, artefact: string) {
    if (artefact === "status") return sendJson(response, makeStatus(identification, this.now));
    requireCompleted(identification);
    const { person, evidenceId } = identification;
    if (!person) throw notFound(`Identification evidence ${evidenceId}`);
    const dossier = this.dossiers.find(identification, person);
    const { record } = dossier;
    if (artefact === "json")
      return sendBody(response, record.contentType ?? "application/json", `${evidenceId}.json`, record);
    if (artefact === "files") return sendBody(response, "application/zip", `${evidenceId}.zip`, dossier.archive);
    if (identification.hasNoToken) throw notFound(`Token of identification evidence ${evidenceId}`);
    return send(response, "application/jwt", await dossier.token());
  }
}

/** `log` gets one line per request: method, path without query, status. */
export type SandboxOptions = { now: Date; log?: (line: string) => void };

export function createSandbox({ now, log }: SandboxOptions): Server {
  const provider = new Provider(now);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const origin = { method: request.method ?? "GET", path: url.pathname };
    if (log) response.once("finish", () => log(`${origin.method} ${origin.path} ${response.statusCode}`));
    if (url.pathname === "/.well-known/jwks.json") return sendJson(response, publishedJwks());
    const match = /^\/(v2|v3)(\/.*)$/.exec(url.pathname);
    try {
      const version = match?.[1] === "v2" ? "v2" : "v3";
      if (match?.[2] && (await provider.response({ request, response, url, version }, match[2]))) return;
      // Unknown path: rejected before the provider's code, hence without its problem body.
      response.writeHead(404, { "Content-Length": 0 }).end();
    } catch (error) {
      const internal = { status: 500, name: "problem-with-message", message: "Internal server error." } as const;
      if (!(error instanceof ProviderRefusal)) log?.(`fault: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else sendProblem(response, origin, error instanceof ProviderRefusal ? error.problem : internal);
    }
  };
  return createServer((request, response) => void handle(request, response));
}
