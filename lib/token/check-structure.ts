import { type AppliedDisclosures, applyDisclosures } from "./apply-disclosures.ts";
import type { StructureReason } from "./compact-serialization.ts";
import { type DecodedToken, isSdJwt } from "./decode-token.ts";
import type { Check, DisclosureSummary } from "./schema.ts";

const passedForms = {
  none: { reason: "compact", detail: "three parts, each canonical base64url" },
  json_string: { reason: "compact_in_json_string", detail: "three parts, sent as a JSON string" },
  json_object: { reason: "compact_in_json_object", detail: "three parts, sent in a JSON object" },
} as const;

/** Runs the check `structure`: lists every format error, or names the format. */
export function checkStructure(
  reading: DecodedToken,
  faults: readonly StructureReason[],
  applied: AppliedDisclosures | null,
): Check {
  const name = "structure";
  const [first] = faults;
  if (first) {
    const found = (applied?.faults ?? []).slice(0, 20).map(({ reason, detail }) => `${reason}: ${detail}`);
    return { name, outcome: "fail", reason: first, detail: [faults.join(", "), ...found].join("; ") };
  }
  if (reading.isEncrypted)
    return { name, outcome: "info", reason: "encrypted", detail: "a JWE, of which only the header can be read here" };
  if (reading.readPayload().isEncrypted)
    return { name, outcome: "info", reason: "encrypted", detail: "the signed payload is a JWE" };
  if (!applied) return { name, outcome: "pass", ...passedForms[reading.wrap] };
  const { hash, isChecked, disclosed, undisclosed } = applied;
  const keyBinding = reading.sdJwt?.keyBinding ? ", key binding JWT not checked" : "";
  const detail = `_sd_alg ${hash}: ${disclosed} disclosed, ${undisclosed} digests without disclosure${keyBinding}`;
  return isChecked
    ? { name, outcome: "pass", reason: "sd_jwt", detail }
    : { name, outcome: "info", reason: "disclosures_not_matched", detail };
}

/** Reads the disclosed claims of an SD-JWT and their errors. @returns null synchronously for other tokens */
export function readDisclosed(reading: DecodedToken): Promise<AppliedDisclosures | null> | null {
  const { claims } = reading.readPayload();
  if (claims === null || !isSdJwt(reading, claims)) return null;
  return applyDisclosures(reading.payloadText(), reading.sdJwt?.disclosures ?? []);
}

export function summarizeDisclosures(
  applied: AppliedDisclosures | null,
  { sdJwt }: DecodedToken,
): DisclosureSummary | null {
  if (!applied) return null;
  const { hash, disclosed, undisclosed } = applied;
  return { hash, disclosed, undisclosed, keyBinding: sdJwt?.keyBinding ? "not_checked" : "absent" };
}
