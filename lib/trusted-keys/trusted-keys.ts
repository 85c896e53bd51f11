import "server-only";
import { createHash } from "node:crypto";
import { settings } from "#lib/env";
import type { Certificate } from "#lib/formats/x509/parse-certificate";
import { SingleFlight } from "#lib/runtime/single-flight";
import { singleton } from "#lib/runtime/singleton";
import { fetchUpstream } from "#lib/upstream/fetch-upstream";
import { type FileReading, FileSource } from "./file-source.ts";
import { JwksSource, type SourceReading } from "./jwks-source.ts";
import { type HistorySource, recordKeyHistory } from "./key-history.ts";
import { type KeySet, KeySetRejectedError, parseJwks } from "./parse-jwks.ts";
import { parsePem } from "./parse-pem.ts";
import type { TrustedKey, UnsupportedKey } from "./trusted-key.ts";

const maxJwksBytes = 1024 * 1024;
const accept = "application/jwk-set+json, application/json";

type TrustSettings = ReturnType<typeof settings>["trust"];

/** Trust for certification paths: TRUST_X5C_SUBJECT and the CA certificates of TRUST_PEM_FILE. */
export type X5cTrust = { subject: string; roots: readonly Certificate[] };

export type TrustedKeys = {
  configured: boolean;
  /** All sources were read and are fresh; false if one failed or serves its last valid copy. */
  complete: boolean;
  keys: readonly TrustedKey[];
  /** Trust for certification paths; null if `x5c` is not used. */
  chain: X5cTrust | null;
  unsupported?: readonly UnsupportedKey[];
};

export type Trust = TrustedKeys & { sources: SourceReading[]; roots: readonly Certificate[] };

async function fetchJwks(url: string): Promise<string> {
  const { status, body } = await fetchUpstream(url, { accept, maxBytes: maxJwksBytes });
  if (status !== 200) throw new KeySetRejectedError(`the URL responded with status ${status}`);
  return body.toString("utf8");
}

export type TrustReader = {
  /** @param kid key ID of the token, which may trigger a refetch */
  read(kid: string | null): Promise<Trust>;
  /** Refetches TRUST_JWKS_URL, at most every 10 s, and returns the current keys. */
  reread(kid: string | null): Promise<Trust>;
};

/** Adds the key history to what a source has. @throws if it cannot be recorded; then the source's keys apply */
type RememberKeys = <T extends KeySet>(source: HistorySource, set: T) => Promise<T>;

/** Adds the history to a file's keys once for each version of the file, and tries again while that fails. */
function withHistory<T extends KeySet>(file: FileSource<T>, source: HistorySource["source"], remember?: RememberKeys) {
  const reads = new SingleFlight<FileReading<T>>();
  let done: { set: T; remembered: T } | null = null;
  const read = async (): Promise<FileReading<T>> => {
    const reading = await file.read();
    const { set } = reading;
    if (set === null || remember === undefined) return reading;
    if (done?.set !== set) {
      const remembered = await remember({ source, place: source }, set).catch(() => null);
      if (remembered === null) return reading;
      done = { set, remembered };
    }
    return { ...reading, set: done.remembered };
  };
  return () => reads.run("file", read);
}

function fromFile(
  source: TrustedKey["source"],
  { set, readAt, problem }: Awaited<ReturnType<FileSource<KeySet>["read"]>>,
) {
  const { keys = [], leftOut = [], unsupported = [] } = set ?? {};
  return { source, keys, leftOut, unsupported, readAt, problem, stale: false };
}

/** @param options.clock milliseconds since 1970 */
export function createKeySources(
  trust: TrustSettings,
  options: {
    fetchText: (url: string) => Promise<string>;
    clock: () => number;
    remember?: RememberKeys;
  },
): TrustReader {
  const { clock, fetchText, remember } = options;
  const { jwksUrl, jwksFile, pemFile, x5cSubject } = trust;
  const byUrl = jwksUrl
    ? new JwksSource({
        clock,
        fetchText: () => fetchText(jwksUrl),
        ...(remember ? { remember: (set) => remember({ source: "TRUST_JWKS_URL", place: jwksUrl }, set) } : {}),
      })
    : null;
  const parseFile = (text: string, fetchedAt: string) => parseJwks(text, { source: "TRUST_JWKS_FILE", fetchedAt });
  const readFile = jwksFile
    ? withHistory(new FileSource(jwksFile, parseFile, clock), "TRUST_JWKS_FILE", remember)
    : null;
  const readPem = pemFile ? withHistory(new FileSource(pemFile, parsePem, clock), "TRUST_PEM_FILE", remember) : null;
  const reader: TrustReader = {
    async read(kid) {
      const [url, file, pem] = await Promise.all([byUrl?.read(kid), readFile?.(), readPem?.()]);
      const sources = [
        ...(url ? [url] : []),
        ...(file ? [fromFile("TRUST_JWKS_FILE", file)] : []),
        ...(pem ? [fromFile("TRUST_PEM_FILE", pem)] : []),
      ];
      const roots = pem?.set?.roots ?? [];
      return {
        configured: sources.length > 0,
        complete: sources.every(({ problem }) => problem === null),
        keys: sources.flatMap(({ keys }) => keys),
        unsupported: sources.flatMap(({ unsupported }) => unsupported),
        sources,
        roots,
        chain: x5cSubject && roots.length > 0 ? { subject: x5cSubject, roots } : null,
      };
    },
    async reread(kid) {
      await byUrl?.reread();
      return reader.read(kid);
    },
  };
  return reader;
}

export function trustReader(): TrustReader {
  return singleton("token-trust", () =>
    createKeySources(settings().trust, { fetchText: fetchJwks, clock: Date.now, remember: recordKeyHistory }),
  );
}

export function readTrustedKeys(kid: string | null): Promise<Trust> {
  return trustReader().read(kid);
}

/** SHA-256 over the trust settings, hex, which identifies the settings of a verdict in the access log. */
export function digestTrustSettings(): string {
  return createHash("sha256").update(JSON.stringify(settings().trust)).digest("hex");
}
