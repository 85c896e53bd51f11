import { safeParse } from "#lib/runtime/zod";
import { recordedVerdictSchema } from "../schema.ts";
import type { Context } from "./context.ts";
import { type Entry, isOpened, parseContent } from "./entry.ts";
import { fail, info, notChecked, pass } from "./finding.ts";
import type { Finding, TokenOutcome } from "./model.ts";
import type { Recomputed, TokenParts } from "./recompute-token.ts";
import { readGivenThumbprint, readSpki, thumbprintOf } from "./token-key.ts";

const tokenPath = "data/evidence/token.jwt";
const keyPath = "data/keys/token-key.pem";
const verdictPath = "data/verdict.json";

export type TokenResult = { findings: Finding[]; token: TokenOutcome };

/**
 * Number of the first entry of the custody by which the desk had this evidence's token; null if nothing shows one. The event of an entry
 * stays readable where its content is withheld: `verdict` is recorded only of a token that came.
 */
function findTokenEntry({ custody, sha256 }: Context): number | null {
  const isOfToken = (line: Entry) => {
    const content = isOpened(sha256, line) ? parseContent(line.content) : null;
    if (line.event === "verdict") return content === null || content.outcome === "whole";
    return line.event === "release_outcome" && content?.artefact === "token" && content.outcome === "whole";
  };
  const found = custody?.find((line) => line !== null && isOfToken(line));
  return found ? found.index + 1 : null;
}

function findAbsence(context: Context): Finding {
  const state = context.dossier?.pieces.find(({ name }) => name === "token")?.state;
  const number = state === "absent" ? findTokenEntry(context) : null;
  if (number === null) return notChecked("token", "token_absent");
  return fail("token", "token_was_received", { path: "log/entries.jsonl", detail: String(number) });
}

/** @param recompute judges the token anew; the caller passes it in, because it needs more code than all other checks */
export async function checkToken(
  context: Context,
  recompute: (parts: TokenParts) => Promise<Recomputed>,
): Promise<TokenResult> {
  const { files, dossier, now } = context;
  const bytes = await files.bytes(tokenPath);
  if (bytes === null)
    return { findings: [findAbsence(context)], token: files.has(tokenPath) ? "not_checked" : "absent" };
  const recordedFile = await files.json(verdictPath);
  const parsed = safeParse(recordedVerdictSchema, recordedFile);
  if (!parsed.success || dossier === null) {
    const isThere = files.has(verdictPath);
    return {
      findings: [
        isThere ? fail("token", "verdict_contradicted", { path: verdictPath }) : notChecked("token", "verdict_absent"),
      ],
      token: "not_checked",
    };
  }
  const recorded = parsed.data;
  const pem = await files.text(keyPath);
  const findings: Finding[] = [];
  const contradicted = (detail: string) =>
    findings.push(fail("token", "verdict_contradicted", { path: verdictPath, detail }));
  if (recorded.sha256 !== (await files.digest(tokenPath))) contradicted("sha256");
  if (recorded.key !== null && pem === null) findings.push(fail("token", "piece_missing", { path: keyPath }));
  if (pem !== null) {
    const spki = readSpki(pem);
    if (spki === null || (await thumbprintOf(spki)) !== recorded.key?.thumbprint) contradicted("key");
  }
  const status = await files.bytes("data/evidence/status.json");
  const again = await recompute({ token: bytes, status, evidenceId: dossier.evidenceId, pem, recorded });
  for (const name of again.contradictions) contradicted(name);
  const isGone = again.verdict === "untrusted" && again.reason === "key_no_longer_published";
  const token = isGone ? "key_no_longer_published" : (again.verdict ?? "not_checked");
  if (findings.length > 0) return { findings, token };
  if (again.verdict === null)
    return {
      findings: [
        notChecked("token", pem === null ? "key_absent" : "browser_lacks_algorithm", { detail: recorded.verdict }),
      ],
      token,
    };
  const expired =
    again.expiresAt && again.expiresAt < now && token !== "expired"
      ? [info("token", "expired_since", { detail: again.expiresAt.toISOString() })]
      : [];
  return { findings: [pass("token", recorded.verdict), ...expired], token };
}

/** Compares the key that the recipient got elsewhere with the one that judged the token. */
export async function checkTokenKey({ files, given }: Context): Promise<Finding[]> {
  const pem = await files.text(keyPath);
  if (pem === null) return [notChecked("token_key", files.has(keyPath) ? "key_malformed" : "key_absent")];
  const spki = readSpki(pem);
  const text = given.tokenKey.trim();
  const own = spki && (await thumbprintOf(spki));
  if (text === "") return [notChecked("token_key", "key_not_given", { detail: own })];
  const thumbprint = await readGivenThumbprint(text);
  if (thumbprint === null) return [notChecked("token_key", "given_key_malformed")];
  return [thumbprint === own ? pass("token_key", own) : fail("token_key", "key_differs", { detail: own })];
}
