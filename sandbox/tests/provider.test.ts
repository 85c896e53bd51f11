import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseName, findCase, unknownSrId } from "../cases.ts";
import { readTestKey } from "../keys.ts";
import { evidencePath, type RunningSandbox, runSandbox } from "./running-sandbox.ts";

type ProblemBody = { type: string; method: string; path: string; status: number; message: string; key?: string };
const artefacts = ["status", "json", "files", "jwt"];

describe("the provider's endpoints", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  async function readProblem(response: Response, problem: string): Promise<ProblemBody> {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body = (await response.json()) as ProblemBody;
    expect(body.type).toBe(`https://www.skribble.com/problem/${problem}`);
    expect(body.status).toBe(response.status);
    expect(body.path).toBe(new URL(response.url).pathname);
    return body;
  }

  it("rejects wrong credentials with the documented key", async () => {
    const response = await fetch(`${sandbox.url}/v3/access/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username: "api_demo_sandbox", "api-key": "wrong" }),
    });
    expect(response.status).toBe(401);
    const problem = await readProblem(response, "problem-with-message");
    expect(problem).toMatchObject({ method: "POST", key: "error.auth.credentials_invalid" });
  });

  it("requires a valid access token on every endpoint except health and keys", async () => {
    const expired = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer("https://login.sandbox.example.test")
      .setExpirationTime(1)
      .sign(readTestKey("login-rsa").privateKey);
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer("https://login.sandbox.example.test")
      .setExpirationTime("5m")
      .sign(readTestKey("unknown-rsa").privateKey);
    const { srId } = findCase("nfc-completed");
    const paths = ["", `/${srId}`, `/${srId}/report?type=JSON`].map((path) => `/v3/signature-requests${path}`);
    paths.push(...artefacts.map((artefact) => evidencePath("nfc-completed", artefact)));
    for (const path of paths)
      for (const [token, key] of [
        [null, "error.auth.token_invalid"],
        [foreign, "error.auth.token_invalid"],
        [expired, "error.auth.token_expired"],
      ] as const) {
        const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
        const response = await fetch(sandbox.url + path, { headers });
        expect(response.status).toBe(401);
        expect(await readProblem(response, "problem-with-message")).toMatchObject({ key });
      }
    const older = await fetch(`${sandbox.url}/v2/signature-requests`, {
      headers: { Authorization: `Bearer ${expired}` },
    });
    expect(older.status).toBe(403);
  });

  it("sends a problem body for an unknown ID and an empty body for an unknown path", async () => {
    const { srId, evidenceIds } = findCase("nfc-completed");
    const foreignEvidence = findCase("manual-review-completed").evidenceIds[0];
    for (const path of [
      `/v3/signature-requests/${unknownSrId}`,
      `/v3/signature-requests/${srId}/identification/${foreignEvidence}/json`,
    ]) {
      const response = await sandbox.get(path);
      expect(response.status).toBe(404);
      await readProblem(response, "entity-not-found");
    }
    for (const path of [
      `/v3/signature-requests/${srId}/evidence/${evidenceIds[0]}/json`,
      `/v4/signature-requests/${srId}`,
      "/",
    ]) {
      const response = await sandbox.get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe("");
    }
  });

  it.each<[CaseName, number, string, number]>([
    ["feature-off", 403, "feature-not-enabled", 4],
    ["not-started", 409, "constraint-violation", 3],
    ["review-working-hours", 409, "constraint-violation", 3],
    ["review-past-72-hours", 422, "constraint-violation", 3],
    ["failed", 400, "constraint-violation", 3],
    ["evidence-expired", 404, "entity-not-found", 3],
    ["missing-token", 404, "entity-not-found", 1],
  ])("%s refuses what is not there", async (name, status, problem, count) => {
    for (const artefact of artefacts.slice(-count)) {
      const response = await sandbox.get(evidencePath(name, artefact));
      expect(response.status).toBe(status);
      await readProblem(response, problem);
    }
  });

  it("searches titles, filters, and pages only on request", async () => {
    const list = async (query: string) => {
      const response = await sandbox.get(`/v3/signature-requests?${query}`);
      return ((await response.json()) as { id: string; title: string; status_overall: string }[]) ?? [];
    };
    const all = await list("");
    expect(all.length).toBeGreaterThan(16);
    expect((await list("search=contract")).map(({ title }) => title)).toContain("Employment contract");
    expect(await list(`search=${findCase("nfc-completed").srId}`)).toEqual([]);
    const open = await list("status_overall=OPEN");
    expect(open.length).toBeGreaterThan(2);
    expect(open.every(({ status_overall }) => status_overall === "OPEN")).toBe(true);
    expect(await list("account_email=giulia.nicolo@example.test")).toHaveLength(1);
    expect(await list("account_email=giulia")).toEqual([]);
    const pages = [await list("page_number=1&page_size=10"), await list("page_number=2&page_size=10")];
    expect(pages.flat().map(({ id }) => id)).toEqual(all.slice(0, 20).map(({ id }) => id));
    expect(await list("page_number=99&page_size=10")).toEqual([]);
    for (const query of ["page_number=0", "page_size=ten", "status_overall=DONE"])
      expect((await sandbox.get(`/v3/signature-requests?${query}`)).status).toBe(400);
  });

  it("returns 404 for other methods on evidence", async () => {
    const headers = { Authorization: `Bearer ${sandbox.token}` };
    const response = await fetch(sandbox.url + evidencePath("nfc-completed", "json"), { method: "DELETE", headers });
    expect(response.status).toBe(404);
  });
});
