import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { bagDeclaration, formatBagInfo } from "#lib/dossier/bag-info";
import { formatJsonFile } from "#lib/dossier/json-text";
import { formatManifest } from "#lib/dossier/manifest";
import { baseName, isPayloadPath, treePaths } from "#lib/dossier/tree";
import { formatLeaf } from "#lib/transparency-log/leaf";
import type { NewEntry } from "#lib/transparency-log/plan-commit";
import { formatInclusionProof } from "#lib/transparency-log/proof-files";
import type { KeysFile } from "#lib/transparency-log/read-keys-file";
import { parseVerifierKey } from "#lib/transparency-log/verifier-key";
import { type ArtefactState, ids, madeAt, makeDossierFile, type Payload, sha256 } from "./test-case.ts";
import { appendCase, caseEntry, type DossierLog, readKeys, readProven } from "./test-log.ts";
import type { TimeStampAuthority } from "./time-stamp-authority.ts";

/** A dossier as files by their path. */
export type MadeDossier = { base: string; files: Payload; verifierKey: string };

export type DossierOptions = {
  payload: Payload;
  custody?: "without_names" | "full" | "none";
  states?: Record<string, ArtefactState>;
  /** Grants a time stamp; without one none is configured. */
  authority?: TimeStampAuthority;
  decisions?: readonly { canonical: string; sha256: string }[];
  /** Entries of the case that come before the dossier's own, and are in its custody. */
  events?: readonly NewEntry[];
  /** Changes the payload after `dossier.json` is made: what a lying maker does. */
  lie?: (payload: Payload) => void;
};

const release = (name: string) => readFileSync(`lib/dossier/release/${name}`);

export const manifestOf = (files: Payload, isListed: (path: string) => boolean): Buffer =>
  Buffer.from(
    formatManifest(
      [...files].filter(([path]) => isListed(path)).map(([path, bytes]) => ({ path, sha256: sha256(bytes) })),
    ),
  );

/** Adds the tag manifest that fits, and puts the files into the order of the ZIP. */
export function withTags(files: Payload): Payload {
  files.delete("tagmanifest-sha256.txt");
  files.set(
    "tagmanifest-sha256.txt",
    manifestOf(files, (path) => !isPayloadPath(path)),
  );
  const order = (path: string) => (treePaths as readonly string[]).indexOf(path);
  return new Map([...files].sort(([a], [b]) => order(a) - order(b)));
}

export function spkiOf(verifierKey: string): Buffer {
  const { publicKey } = parseVerifierKey(verifierKey);
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") },
    format: "jwk",
  });
  return Buffer.from(String(key.export({ type: "spki", format: "pem" })));
}

export const newestKey = ({ keys }: KeysFile): string => String(keys.at(-1)?.vkey);

/** Makes a whole dossier from the test's keys, with the product's own log. */
export async function makeDossier(log: DossierLog, options: DossierOptions): Promise<MadeDossier> {
  const { custody = "without_names", authority, decisions = [], states = {} } = options;
  const files: Payload = new Map(options.payload);
  const events: number[] = [];
  for (const entry of options.events ?? []) events.push(await appendCase(log, entry));
  const decided: number[] = [];
  const rows = [];
  for (const { canonical, sha256: digest } of decisions) {
    const { id } = JSON.parse(canonical) as { id: string };
    const index = await appendCase(log, caseEntry("decision", { detail: { decisionId: id, sha256: digest } }));
    decided.push(index);
    rows.push({ canonical, sha256: digest, logEntry: index + 1, assertion: null });
  }
  if (rows.length > 0)
    files.set(
      "data/decisions.json",
      Buffer.from(formatJsonFile({ format: "evidence-dossier-decisions/1", decisions: rows })),
    );
  files.set("data/dossier.json", makeDossierFile(files, custody, states));
  options.lie?.(files);
  const manifest = manifestOf(files, isPayloadPath);
  const response = authority?.stamp(manifest);
  const others = custody === "none" ? decided : [...log.custody, ...events, ...decided].sort((a, b) => a - b);
  const commitments = await Promise.all(others.map(async (index) => (await readProven(log, index)).line.commitment));
  const payload = [...files].filter(([path]) => isPayloadPath(path));
  const octets = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const detail = {
    files: payload.length,
    format: "evidence-dossier/1",
    timestamp: response ? "granted" : "not_configured",
    ...(response ? { timestampSha256: sha256(response) } : {}),
    custodySha256: sha256(commitments.map((commitment) => `${commitment}\n`).join("")),
    recipient: "District court",
    basis: "Art. 190 CPC",
  };
  const index = await appendCase(log, caseEntry("dossier", { sha256: sha256(manifest), bytes: octets, detail }));
  const { line, leafPath, checkpoint } = await readProven(log, index);
  const keys = await readKeys(log);
  files.set("bagit.txt", Buffer.from(bagDeclaration));
  files.set(
    "bag-info.txt",
    Buffer.from(
      formatBagInfo({
        date: "2026-11-23",
        octets,
        files: payload.length,
        evidenceId: ids.evidenceId,
        agent: "Evidence Desk 0.1.0",
        logEntry: index + 1,
      }),
    ),
  );
  files.set("manifest-sha256.txt", manifest);
  files.set("READ-ME.txt", release("READ-ME.txt"));
  files.set("verify.html", release("verify.html"));
  files.set("verify.sh", release("verify.sh"));
  files.set("log/checkpoint", Buffer.from(checkpoint));
  files.set("log/keys.json", Buffer.from(formatJsonFile(keys)));
  files.set("log/log-key.pem", spkiOf(newestKey(keys)));
  files.set("log/entry.json", Buffer.from(String(line.content)));
  files.set("log/entry.salt", Buffer.from(String(line.salt), "base64"));
  files.set("log/entry.leaf.json", Buffer.from(formatLeaf({ ...line, at: Date.parse(line.at) })));
  files.set("log/entry.tlog-proof", Buffer.from(formatInclusionProof(index, leafPath, checkpoint)));
  const lines = await Promise.all([...others, index].map(async (one) => (await readProven(log, one)).line));
  const withheld = lines.map((one) => {
    const isOpen = custody === "full" || one.index === index || decided.includes(one.index);
    return JSON.stringify(isOpen ? one : { ...one, salt: null, content: null });
  });
  files.set("log/entries.jsonl", Buffer.from(`${withheld.join("\n")}\n`));
  if (response && authority) {
    files.set("timestamp/manifest.tsr", response);
    files.set("timestamp/tsa-ca.pem", Buffer.from(authority.ca));
    files.set("timestamp/tsa-chain.pem", Buffer.from(authority.certificate));
  }
  return { base: baseName(ids.evidenceId, madeAt), files: withTags(files), verifierKey: newestKey(keys) };
}
