import JSZip from "jszip";
import { parseSignatureRequest } from "#lib/signature-request/model";
import { parseEvidenceStatus } from "#lib/status/parse-status";
import { parseStatusResponse } from "#lib/status/read-status-answer";
import { verifyToken } from "#lib/token/verify-token";
import { makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import { type CaseName, findCase } from "../../../sandbox/cases.ts";
import { evidencePath, type RunningSandbox } from "../../../sandbox/tests/running-sandbox.ts";
import { compareArtefacts } from "../compare-artefacts.ts";
import { type Conclusion, deriveConclusion } from "../conclusion.ts";
import type { FetchedArtefact } from "../findings.ts";
import type { Agreement } from "../model.ts";
import type { ListedFile } from "../protocol.ts";

/** Walks one case of the sandbox as the overview does once "Check everything" ended, over real HTTP and with real signatures. */

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");

async function readKeys(sandbox: RunningSandbox): Promise<TrustedKey[]> {
  const { keys } = (await (await fetch(`${sandbox.url}/.well-known/jwks.json`)).json()) as { keys: never[] };
  const from = { source: "TRUST_JWKS_URL", fetchedAt: new Date().toISOString() } as const;
  return Promise.all(keys.map((key) => makeTrustedKey(key, from)));
}

async function fetchBlob(sandbox: RunningSandbox, path: string): Promise<Blob | null> {
  const response = await sandbox.get(path);
  const bytes = await response.arrayBuffer();
  return response.status === 200 ? new Blob([bytes]) : null;
}

async function listFiles(archive: Blob): Promise<ListedFile[] | null> {
  const zip = await JSZip.loadAsync(await archive.arrayBuffer()).catch(() => null);
  if (!zip) return null;
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  return Promise.all(
    entries.map(async (entry, index): Promise<ListedFile> => {
      const bytes = new Uint8Array(await entry.async("arraybuffer"));
      const isJson = entry.name.endsWith(".json");
      return {
        number: index + 1,
        name: entry.name,
        sizeBytes: bytes.length,
        sha256: await sha256(bytes),
        isWhole: true,
        isJson,
        content: new Blob([bytes]),
      };
    }),
  );
}

const policy = {
  algorithms: "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" "),
  issuer: undefined,
  audience: undefined,
};

export type Walk = { conclusion: Conclusion; agreement: Agreement | null; verdict: string };

/** @param signer position among the evidence IDs of the case */
export async function walkCase(sandbox: RunningSandbox, name: CaseName, now: Date, signer = 0): Promise<Walk> {
  const { srId, evidenceIds } = findCase(name);
  const evidenceId = evidenceIds[signer] ?? "";
  const path = (artefact: string) => evidencePath(name, artefact, signer);
  const [requestResponse, statusBlob, record, archive, tokenBlob] = await Promise.all([
    sandbox.get(`/v3/signature-requests/${srId}`),
    fetchBlob(sandbox, path("status")),
    fetchBlob(sandbox, path("json")),
    fetchBlob(sandbox, path("files")),
    fetchBlob(sandbox, path("jwt")),
  ]);
  const status = statusBlob && parseStatusResponse(new Uint8Array(await statusBlob.arrayBuffer()));
  const request = requestResponse.ok ? parseSignatureRequest(await requestResponse.json()) : null;
  const completedAt = status?.times.find((time) => time.name === "completedAt")?.at ?? null;
  const verdict =
    tokenBlob &&
    (await verifyToken(Buffer.from(await tokenBlob.arrayBuffer()), {
      keys: { configured: true, complete: true, chain: null, keys: await readKeys(sandbox) },
      policy,
      evidence: {
        evidenceId,
        status: status && { id: status.id, transactionCode: status.transactionCode, completedAt },
      },
      now,
    }));
  const files = archive && (await listFiles(archive));
  const requested: readonly [FetchedArtefact, unknown][] = [
    ["record", record],
    ["files", archive],
    ["token", verdict],
  ];
  const isAny = record !== null || archive !== null || verdict !== null;
  const agreement = isAny
    ? await compareArtefacts({
        facts: {
          srId,
          evidenceId,
          request: request && { request, signer: request.signers.find((one) => one.evidenceId === evidenceId) ?? null },
          status: status ?? parseEvidenceStatus({}),
          report: null,
        },
        statusText: status?.raw ?? null,
        record,
        token: verdict && { verdict: verdict.verdict, text: verdict.token },
        files: archive && (files ?? []),
        archiveBody: archive,
        archive,
      })
    : null;
  const conclusion = deriveConclusion({
    identification: status?.state ?? null,
    statusWord: status?.status ?? null,
    token: verdict,
    archive: archive && { files: files?.length ?? 0, damaged: 0, unread: 0, isListed: files !== null },
    agreement,
    notOpened: [],
    failed: requested.flatMap(([artefact, body]) => (body === null ? [artefact] : [])),
    isChecking: false,
    signatures: null,
  });
  return { conclusion, agreement, verdict: verdict ? `${verdict.verdict} ${verdict.reason}` : "none" };
}
