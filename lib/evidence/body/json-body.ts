import { isBeside, isEnvelope } from "./envelope.ts";
import { recogniseJsonJose } from "./jose.ts";
import { type BodyArtefact, type BodyNature, expected } from "./nature.ts";
import { recogniseProblem } from "./problem.ts";
import { recogniseEncryptedText } from "./text-body.ts";

const maxWrappers = 3;

/** Names a JSON value (its skeleton, see readJsonSkeleton). Other arrays and objects are records. */
export function recogniseJson(value: unknown, artefact: BodyArtefact): BodyNature {
  const other: BodyNature = artefact === "files" ? { kind: "json", detail: null } : expected;
  if (value === undefined) return other;
  if (value === null) return { kind: "empty_json", detail: "null" };
  if (typeof value !== "object") return { kind: "json", detail: typeof value };
  if (!hasValue(value)) return { kind: "empty_json", detail: describeEmpty(value) };
  // A status may have a token as a member: with its state it is a status.
  if (artefact === "status" && "status" in value && typeof value.status === "string" && !("type" in value))
    return other;
  return recogniseMembers(value, maxWrappers) ?? other;
}

function recogniseMembers(value: object, wrappers: number): BodyNature | null {
  if (Array.isArray(value)) {
    const [only] = value;
    return value.length === 1 && isObject(only) && wrappers > 0 ? recogniseMembers(only, wrappers - 1) : null;
  }
  const members = value as Record<string, unknown>;
  const isEncrypted = isEnvelope(members);
  const jose = isEncrypted || "signatures" in members || "signature" in members ? recogniseJsonJose(members) : null;
  if (jose) return jose;
  // One content member, beside IDs, times and texts about the message.
  const rest = Object.entries(members).filter(([name, one]) => !isBeside(name, one));
  const only = rest.length === 1 ? rest[0]?.[1] : undefined;
  const encrypted = typeof only === "string" ? recogniseEncryptedText(only) : null;
  if (encrypted) return encrypted;
  const problem = recogniseProblem(members);
  if (problem !== null) return { kind: "problem_details", detail: problem };
  if (isEncrypted) return { kind: "wrapped_key_ciphertext", detail: null };
  return isObject(only) && wrappers > 0 ? recogniseMembers(only, wrappers - 1) : null;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** True if the value contains a number, a boolean or a text that is not blank. */
function hasValue(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
    if (typeof one === "string" ? one.trim() !== "" : typeof one === "number" || typeof one === "boolean") return true;
    if (isObject(one)) for (const child of Object.values(one)) if (child !== null) open.push(child);
  }
  return false;
}

function describeEmpty(value: object): string {
  if (Object.keys(value).length > 0) return "no_values";
  return Array.isArray(value) ? "[]" : "{}";
}
