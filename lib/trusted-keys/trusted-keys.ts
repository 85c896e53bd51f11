import "server-only";
import { createHash } from "node:crypto";
import { settings } from "#lib/env";
import type { X509Certificate } from "#lib/formats/x509/path-certificate";
import { singleton } from "#lib/runtime/singleton";
import { fetchUpstream } from "#lib/upstream/fetch-upstream";
import { FileSource } from "./file-source.ts";
import { JwksSource, type SourceReading } from "./jwks-source.ts";
import { recordKeyHistory } from "./key-history.ts";
import { type KeySet, KeySetRejectedError, parseJwks } from "./parse-jwks.ts";
import { parsePem } from "./parse-pem.ts";
import type { TrustedKey, UnsupportedKey } from "./trusted-key.ts";

const maxJwksBytes = 1024 * 1024;
const accept = "application/jwk-set+json, application/json";

type TrustSettings = ReturnType<typeof settings>["trust"];

/** What a certificate chain in a token may lead to: TRUST_X5C_SUBJECT and the CA certificates of TRUST_PEM_FILE. */
export type ChainTrust = { subject: string; roots: readonly X509Certificate[] };

/** The keys that we chose, as they are now. */
export type TrustedKeys = {
  /** Any setting names a source of keys. */
  configured: boolean;
  /** Every configured source was read and is fresh; false when one failed or answers from its last good copy. */
  complete: boolean;
  keys: readonly TrustedKey[];
  /** What a chain that a token brings may lead to; null where `x5c` is not used. */
  chain: ChainTrust | null;
  /** Keys of the sources that are of a kind which cannot be checked here. */
  unsupported?: readonly UnsupportedKey[];
};

/** The keys that the operator chose, and everything that /diagnostics says about their sources. */
export type Trust = TrustedKeys & { sources: SourceReading[]; roots: readonly X509Certificate[] };

async function fetchJwks(url: string): Promise<string> {
  const { status, body } = await fetchUpstream(url, { accept, maxBytes: maxJwksBytes });
  if (status !== 200) throw new KeySetRejectedError(`the URL answered with status ${status}`);
  return body.toString("utf8");
}

/** Reads the configured sources. */
export type TrustReader = {
  /** @param kid the key that a token names, which may call for a fresh look at the URL */
  read(kid: string | null): Promise<Trust>;
  /** Reads TRUST_JWKS_URL once more, at most every 10 s, and gives the keys as they are then. */
  reread(kid: string | null): Promise<Trust>;
};

function fromFile(
  source: TrustedKey["source"],
  { set, readAt, problem }: Awaited<ReturnType<FileSource<KeySet>["read"]>>,
) {
  const { keys = [], leftOut = [], unsupported = [] } = set ?? {};
  return { source, keys, leftOut, unsupported, readAt, problem, stale: false };
}

/**
 * Makes the reader of all configured sources.
 * @param trust the TRUST_* settings
 * @param options.fetchText fetches TRUST_JWKS_URL
 * @param options.clock milliseconds since 1970
 */
export function createKeySources(
  trust: TrustSettings,
  options: {
    fetchText: (url: string) => Promise<string>;
    clock: () => number;
    remember?: (url: string, set: KeySet) => Promise<KeySet>;
  },
): TrustReader {
  const { clock, fetchText, remember } = options;
  const { jwksUrl, jwksFile, pemFile, x5cSubject } = trust;
  const byUrl = jwksUrl
    ? new JwksSource({
        clock,
        fetchText: () => fetchText(jwksUrl),
        ...(remember ? { remember: (set) => remember(jwksUrl, set) } : {}),
      })
    : null;
  const parseFile = (text: string, fetchedAt: string) => parseJwks(text, { source: "TRUST_JWKS_FILE", fetchedAt });
  const byFile = jwksFile ? new FileSource(jwksFile, parseFile, clock) : null;
  const byPem = pemFile ? new FileSource(pemFile, parsePem, clock) : null;
  const reader: TrustReader = {
    async read(kid) {
      const [url, file, pem] = await Promise.all([byUrl?.read(kid), byFile?.read(), byPem?.read()]);
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

/** The configured sources of this process. */
export function trustReader(): TrustReader {
  return singleton("token-trust", () =>
    createKeySources(settings().trust, { fetchText: fetchJwks, clock: Date.now, remember: recordKeyHistory }),
  );
}

/** The keys as they are now. @param kid the key that a token names, which may call for a fresh look at the URL */
export function readTrustedKeys(kid: string | null): Promise<Trust> {
  return trustReader().read(kid);
}

/** SHA-256 over the trust settings, hex: the access log says with it under which settings a verdict was given. */
export function digestTrustSettings(): string {
  return createHash("sha256").update(JSON.stringify(settings().trust)).digest("hex");
}
