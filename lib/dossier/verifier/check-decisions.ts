import { decodeBase64url, encodeBase64url } from "#lib/bytes/base64";
import { fromHex, toHex } from "#lib/bytes/hex";
import { safeParse } from "#lib/runtime/zod";
import { recordedDecisionsSchema } from "../schema.ts";
import type { Context } from "./context.ts";
import { isOpened, parseContent } from "./entry.ts";
import { fail, info, notChecked, pass } from "./finding.ts";
import { UnsupportedError } from "./log-key.ts";
import type { Finding } from "./model.ts";
import { type SignatureScheme, verifySignature } from "./web-signature.ts";

const path = "data/decisions.json";

/** Signature algorithms of COSE (RFC 9053, RFC 8812). */
const coseSchemes: Record<number, SignatureScheme> = {
  [-7]: { kind: "ecdsa", hash: "SHA-256" },
  [-8]: { kind: "ed25519" },
  [-257]: { kind: "rsa", hash: "SHA-256" },
};

/**
 * Verifies a passkey assertion (WebAuthn Level 3 section 7.2, as far as a third party can): it signs this digest, with the user
 * verified. The public key is that of the file, which the log fixes.
 * @returns false if it is not good; null without a public key @throws UnsupportedError
 */
async function isAssertionGood(assertion: Record<string, unknown>, sha256: string): Promise<boolean | null> {
  const { publicKey, algorithm, authenticatorData, clientDataJSON, signature } = assertion;
  if (typeof publicKey !== "string") return null;
  const scheme = coseSchemes[Number(algorithm ?? -7)];
  if (!scheme) throw new UnsupportedError(`the COSE algorithm ${String(algorithm)}`);
  const digest = fromHex(sha256);
  if ([authenticatorData, clientDataJSON, signature].some((part) => typeof part !== "string") || digest === null)
    return false;
  try {
    const [data, client, signed] = [authenticatorData, clientDataJSON, signature].map((part) =>
      decodeBase64url(String(part)),
    );
    if (!data || !client || !signed) return false;
    const { type, challenge } = JSON.parse(new TextDecoder().decode(client)) as { type?: unknown; challenge?: unknown };
    if (type !== "webauthn.get" || challenge !== encodeBase64url(digest)) return false;
    const isUserPresent = ((data[32] ?? 0) & 1) === 1;
    if (data.length < 37 || !isUserPresent) return false;
    const clientHash = new Uint8Array(await crypto.subtle.digest("SHA-256", client));
    const message = new Uint8Array(data.length + clientHash.length);
    message.set(data);
    message.set(clientHash, data.length);
    return await verifySignature(scheme, decodeBase64url(publicKey), message, signed);
  } catch (error) {
    if (error instanceof UnsupportedError) throw error;
    return false;
  }
}

function readCanonical(text: string): { id?: unknown; srId?: unknown; evidenceId?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { id?: unknown };
  } catch {
    return {};
  }
}

/** Each decision equals a `decision` entry of the custody, and its assertion is good. */
export async function checkDecisions({ files, custody, sha256, dossier }: Context): Promise<Finding[]> {
  if (!files.has(path)) return [notChecked("decisions", "decisions_absent")];
  const parsed = safeParse(recordedDecisionsSchema, await files.json(path));
  if (!parsed.success) return [fail("decisions", "decision_not_recorded", { path, detail: "The file is malformed." })];
  const recorded = new Map<string, { index: number; sha256: unknown }>();
  let closed = 0;
  for (const line of custody ?? [])
    if (line?.event === "decision") {
      const content = isOpened(sha256, line) ? parseContent(line.content) : null;
      if (content === null) closed += 1;
      else recorded.set(String(content.detail.decisionId), { index: line.index, sha256: content.detail.sha256 });
    }
  const found: Finding[] = [];
  for (const decision of parsed.data.decisions) {
    const { id, srId, evidenceId } = readCanonical(decision.canonical);
    const detail = String(id ?? decision.logEntry);
    const own = toHex(sha256(new TextEncoder().encode(decision.canonical)));
    const entry = recorded.get(String(id));
    const isOfDossier = dossier === null || (srId === dossier.srId && evidenceId === dossier.evidenceId);
    const isRecorded =
      entry?.sha256 === own && own === decision.sha256 && isOfDossier && entry.index + 1 === decision.logEntry;
    if (!isRecorded) found.push(fail("decisions", "decision_not_recorded", { path, detail }));
    if (decision.assertion === null) continue;
    const isGood = await isAssertionGood(decision.assertion, decision.sha256);
    if (isGood === false) found.push(fail("decisions", "assertion_wrong", { path, detail }));
    if (isGood === null) found.push(info("decisions", "assertion_not_checked", { path, detail }));
  }
  const given = new Set(parsed.data.decisions.map(({ canonical }) => String(readCanonical(canonical).id)));
  const withheld = closed + [...recorded.keys()].filter((id) => !given.has(id)).length;
  if (withheld > 0) found.push(info("decisions", "decision_withheld", { path, detail: String(withheld) }));
  return found.some(({ outcome }) => outcome === "fail")
    ? found
    : [pass("decisions", String(parsed.data.decisions.length)), ...found];
}
