import "server-only";
import { hash } from "node:crypto";
import { toHex } from "#lib/bytes/hex";
import { findPaths } from "#lib/formats/x509/find-paths";
import { type Certificate, parseCertificate } from "#lib/formats/x509/parse-certificate";
import { certificateLabels, decodePemBody, findPemBlocks } from "#lib/formats/x509/pem";
import { validatePath } from "#lib/formats/x509/validate-path";
import { fetchUpstream } from "#lib/upstream/fetch-upstream";
import { formatTimeStampQuery } from "./time-stamp-query.ts";
import { type TimeStamp, verifyTimeStamp } from "./verifier/time-stamp.ts";

/** TSA_URL, and the PEM of TSA_CA_FILE. */
export type TimeStampAuthority = { url: string; ca: string };

/** `response` is the RFC 3161 response; `chain` the PEM of its certificates other than the roots. `reason` says what failed. */
export type TimeStampResult =
  | { state: "granted"; response: Buffer; sha256: string; ca: string; chain: string }
  | { state: "failed"; reason: string };

const deadlineMs = 10_000;
const maxResponseBytes = 64 * 1024;

/** Extended key usage of a time-stamping authority (RFC 3161 section 2.3). */
const timeStamping = new Set(["1.3.6.1.5.5.7.3.8"]);

const parseRoots = (pem: string) =>
  findPemBlocks(pem, certificateLabels).map(({ body }) => parseCertificate(decodePemBody(body)));

/** A certificate that cannot be read leads nowhere. */
function parseOthers(certificates: TimeStamp["certificates"]): Certificate[] {
  return certificates.flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch {
      return [];
    }
  });
}

/** A path to a root that was valid at the time of the stamp; revocation is not checked. */
function isTrusted({ signer, certificates, genTime }: TimeStamp, roots: readonly Certificate[]): boolean {
  for (const path of findPaths(signer, parseOthers(certificates), roots)) {
    const { profiles } = validatePath(path, timeStamping);
    if (profiles?.every(({ notBefore, notAfter }) => notBefore <= genTime && genTime <= notAfter)) return true;
  }
  return false;
}

const toPem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString("base64")
    .replaceAll(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;

/**
 * Asks the authority to stamp a digest, and verifies the response: nonce, imprint, signature, and the path to a root of TSA_CA_FILE.
 * Never rejects, because a failure must not stop a dossier.
 * @param sha256 of the manifest, in hex @param random returns random bytes
 */
export async function requestTimeStamp(
  { url, ca }: TimeStampAuthority,
  sha256: string,
  random: (size: number) => Uint8Array,
): Promise<TimeStampResult> {
  const failed = (reason: string): TimeStampResult => ({ state: "failed", reason });
  // Positive and without leading zeros, so that its DER is these bytes.
  const nonce = random(16).map((byte, at) => (at === 0 ? (byte & 0x3f) | 0x40 : byte));
  try {
    const { status, headers, body } = await fetchUpstream(url, {
      accept: "application/timestamp-reply",
      content: { type: "application/timestamp-query", text: formatTimeStampQuery(sha256, nonce) },
      timeoutMs: deadlineMs,
      deadlineMs,
      maxBytes: maxResponseBytes,
    });
    if (status !== 200) return failed(`status ${status}`);
    if (!/^application\/timestamp-reply\b/i.test(headers.contentType ?? "")) return failed("media type");
    const roots = parseRoots(ca);
    const stamp = await verifyTimeStamp(
      new Uint8Array(body),
      roots.map(({ der }) => der),
    );
    if (stamp.nonce !== toHex(nonce)) return failed("nonce");
    if (stamp.imprint !== sha256) return failed("imprint");
    if (!isTrusted(stamp, roots)) return failed("certificate");
    const isRoot = (der: Uint8Array) => roots.some((root) => Buffer.compare(root.der, der) === 0);
    const chain = stamp.certificates.filter((der) => !isRoot(der)).map(toPem);
    return { state: "granted", response: body, sha256: hash("sha256", body, "hex"), ca, chain: chain.join("") };
  } catch (error) {
    return failed(error instanceof Error ? error.name : "error");
  }
}
