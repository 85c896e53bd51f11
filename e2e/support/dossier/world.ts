import { formatJsonFile } from "#lib/dossier/json-text";
import { parseCheckpointNote, signCheckpoint } from "#lib/transparency-log/checkpoint-note";
import { deriveAuditKey, signingKeyOf } from "#lib/transparency-log/log-keys";
import { formatInclusionProof } from "#lib/transparency-log/proof-files";
import { oldKey } from "../tree-log.ts";
import { type MadeDossier, makeDossier, withTags } from "./make-dossier.ts";
import {
  goodClaims,
  goodVerdict,
  ids,
  makeDecision,
  makeEvidence,
  makeRequest,
  makeTokenKey,
  type Payload,
  signToken,
  type TokenKey,
} from "./test-case.ts";
import { appendCase, caseEntry, type DossierLog, openDossierLog, readProven } from "./test-log.ts";
import { createTimeStampAuthority, type TimeStampAuthority } from "./time-stamp-authority.ts";

/** Dossiers and other things from which the rows of DOSSIER.md section 10 are made. */
export type World = {
  authority: TimeStampAuthority;
  key: TokenKey;
  otherKey: TokenKey;
  /** Untouched: with a decision, a time stamp, custody without names. */
  whole: MadeDossier;
  /** Of the same log, with other bytes. */
  second: MadeDossier;
  full: MadeDossier;
  /** Without custody and decisions. */
  bare: MadeDossier;
  lying: MadeDossier;
  othersToken: MadeDossier;
  forgedDecision: MadeDossier;
  /** `request.json` is another request, or shows another signer. */
  otherRequest: MadeDossier;
  otherSigner: MadeDossier;
  /** `dossier.json` says that there was no token; the log has a bad one. */
  hiddenToken: MadeDossier;
  /** The checkpoint is signed by the key that the rotation retired. */
  retired: MadeDossier;
  foreignLine: string;
  end(): Promise<void>;
};

async function signByRetired(log: DossierLog, { files, ...rest }: MadeDossier): Promise<MadeDossier> {
  const checkpoint = parseCheckpointNote(String(files.get("log/checkpoint")));
  if (!checkpoint) throw new Error("The dossier has no checkpoint.");
  const note = signCheckpoint(checkpoint, [signingKeyOf(deriveAuditKey(oldKey), checkpoint.origin)]);
  const { index } = JSON.parse(String(files.get("log/entry.leaf.json"))) as { index: number };
  const { leafPath, checkpoint: current } = await readProven(log, index);
  // The proof is for the checkpoint of the dossier, which is still the newest.
  if (parseCheckpointNote(current)?.size !== checkpoint.size) throw new Error("The log has grown.");
  const own = new Map(files).set("log/checkpoint", Buffer.from(note));
  return {
    ...rest,
    files: withTags(own.set("log/entry.tlog-proof", Buffer.from(formatInclusionProof(index, leafPath, note)))),
  };
}

const putRequest = (request: object) => (files: Payload) =>
  void files.set("data/request.json", Buffer.from(formatJsonFile(request)));

/** Artefacts that are not there are `absent` in `dossier.json`. */
export function withoutToken(files: Payload): Payload {
  for (const path of ["data/evidence/token.jwt", "data/keys/token-key.pem", "data/verdict.json"]) files.delete(path);
  return files;
}

const badVerdict = caseEntry("verdict", {
  artefact: "verdict",
  outcome: "whole",
  sha256: "ab".repeat(32),
  bytes: 700,
  detail: { verdict: "invalid", reason: "signature_differs" },
});

export async function createWorld(): Promise<World> {
  const [log, foreign] = [await openDossierLog(), await openDossierLog()];
  const [key, otherKey] = [await makeTokenKey(), await makeTokenKey()];
  const authority = createTimeStampAuthority();
  const evidence = () => makeEvidence(signToken(key, goodClaims), key);
  const decisions = [makeDecision("d-1")];
  const whole = await makeDossier(log, { payload: evidence(), authority, decisions });
  const retired = await signByRetired(log, whole);
  const token = signToken(otherKey, goodClaims);
  const bad = signToken(key, goodClaims).replace(/.(.{20})$/, (text) => (text[0] === "A" ? "B" : "A") + text.slice(1));
  const foreignIndex = await appendCase(foreign, caseEntry("release"));
  const worldFiles = {
    whole,
    retired,
    second: await makeDossier(log, { payload: evidence().set("data/report.html", Buffer.from("another")), authority }),
    full: await makeDossier(log, { payload: evidence(), custody: "full" }),
    bare: await makeDossier(log, { payload: evidence(), custody: "none" }),
    lying: await makeDossier(log, { payload: makeEvidence(bad, key, goodVerdict(bad, key)) }),
    othersToken: await makeDossier(log, { payload: makeEvidence(token, otherKey) }),
    otherRequest: await makeDossier(log, { payload: evidence(), lie: putRequest(makeRequest("sr-test-2")) }),
    otherSigner: await makeDossier(log, {
      payload: evidence(),
      lie: putRequest(makeRequest(ids.srId, "ev-of-another")),
    }),
    hiddenToken: await makeDossier(log, { payload: withoutToken(evidence()), events: [badVerdict] }),
    forgedDecision: await makeDossier(log, {
      payload: evidence(),
      decisions,
      lie: (payload) => {
        const text = String(payload.get("data/decisions.json"));
        payload.set("data/decisions.json", Buffer.from(text.replace('\\"accept\\"', '\\"reject\\"')));
      },
    }),
  };
  const end = async () => {
    authority.end();
    await log.end();
    await foreign.end();
  };
  return {
    authority,
    key,
    otherKey,
    ...worldFiles,
    foreignLine: JSON.stringify((await readProven(foreign, foreignIndex)).line),
    end,
  };
}
