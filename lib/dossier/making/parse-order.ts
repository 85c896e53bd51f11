import { ProblemError } from "#lib/problem";

export const custodyModes = ["without_names", "none", "full"] as const;
export type CustodyMode = (typeof custodyModes)[number];

/** Artefacts of the provider in a dossier, in the order of `dossier.json`. */
export const pieceNames = ["status", "record", "files", "token", "report", "signed"] as const;
export type PieceName = (typeof pieceNames)[number];

/** What a person may leave out. */
export const leavable = ["files", "report"] as const;
export type LeavablePiece = (typeof leavable)[number];

/**
 * What a person asks for. `digests` names the bytes that the browser has, where several releases gave different ones;
 * without it, the newest count.
 */
export type DossierOrder = {
  custody: CustodyMode;
  leftOut: LeavablePiece[];
  recipient: string;
  basis: string;
  digests: Partial<Record<PieceName, string>>;
  /** ID of a confirmed request for several dossiers, or null. */
  batch: string | null;
};

const maxTextChars = 200;

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function parseCustody(value: unknown): CustodyMode {
  const custody = custodyModes.find((mode) => mode === value);
  if (custody === undefined) throw invalid(`\`custody\` must be one of: ${custodyModes.join(", ")}.`);
  return custody;
}

function parseText(name: "recipient" | "basis", value: unknown): string {
  const text = typeof value === "string" ? value.trim() : "";
  if (text === "" || text.length > maxTextChars || /\p{Cc}/u.test(text) || !text.isWellFormed())
    throw invalid(`\`${name}\` must be one line of 1 to ${maxTextChars} characters.`);
  return text;
}

function parseLeftOut(value: unknown): LeavablePiece[] {
  if (value === undefined) return [];
  const isKnown = (name: unknown): name is LeavablePiece => leavable.some((known) => known === name);
  if (!Array.isArray(value) || !value.every(isKnown) || new Set(value).size !== value.length)
    throw invalid("`leftOut` must be a list of: files, report. Each may stand in it once.");
  return value;
}

function parseDigests(value: unknown): DossierOrder["digests"] {
  if (value === undefined) return {};
  const isDigest = ([name, digest]: [string, unknown]) =>
    pieceNames.some((known) => known === name) && /^[0-9a-f]{64}$/.test(String(digest));
  if (!isObject(value) || !Object.entries(value).every(isDigest))
    throw invalid("`digests` must hold SHA-256 digests in lower-case hex, by the name of the file.");
  return value as DossierOrder["digests"];
}

function parseBatchId(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || !/^[0-9a-f]{32}$/.test(value))
    throw invalid("`batch` must be the ID of a request for several dossiers.");
  return value;
}

/** Parses the body of `…/dossiers/parts`. @throws ProblemError `invalid_request` */
export function parseOrder(body: unknown): DossierOrder {
  if (!isObject(body)) throw invalid("The request body must be an object.");
  return {
    custody: parseCustody(body.custody),
    leftOut: parseLeftOut(body.leftOut),
    recipient: parseText("recipient", body.recipient),
    basis: parseText("basis", body.basis),
    digests: parseDigests(body.digests),
    batch: parseBatchId(body.batch),
  };
}

/** Body of `…/dossiers`. */
export type DossierClaim = { manifest: string; octets: number; custody: CustodyMode };

/** @throws ProblemError `invalid_request` */
export function parseClaim(body: unknown): DossierClaim {
  if (!isObject(body)) throw invalid("The request body must be an object.");
  const { manifest, octets } = body;
  if (typeof manifest !== "string") throw invalid("`manifest` must be the text of manifest-sha256.txt.");
  if (typeof octets !== "number" || !Number.isSafeInteger(octets) || octets < 0)
    throw invalid("`octets` must be the size of all files under data/ in bytes.");
  return { manifest, octets, custody: parseCustody(body.custody) };
}
