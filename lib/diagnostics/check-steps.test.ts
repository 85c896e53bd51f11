import { describe, expect, it } from "vitest";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { failedStep } from "./check-steps.ts";
import { findEvidence } from "./find-evidence.ts";

describe("connection check", () => {
  it.each([
    ["dns", "provider_unavailable", "dns", "SKRIBBLE_API_URL"],
    ["refused", "provider_unavailable", "refused", "SKRIBBLE_API_URL"],
    ["tls", "provider_unavailable", "tls", "NODE_EXTRA_CA_CERTS"],
    ["proxy", "provider_unavailable", "proxy", "HTTPS_PROXY"],
    ["credentials", "provider_login_failed", "credentials", "SKRIBBLE_API_KEY"],
    ["status", "evidence_path_unknown", "path", "SKRIBBLE_EVIDENCE_FILES_PATH"],
    ["redirect", "provider_invalid", "redirect", "SKRIBBLE_EVIDENCE_FILES_PATH"],
  ] as const)("maps %s to its own reason and a setting", (fault, code, reason, setting) => {
    const step = failedStep("files", "files", new UpstreamError(code, fault, "detail"));
    expect(step).toMatchObject({ outcome: "fail", reason });
    expect(step.settings).toContain(setting);
  });

  it.each([
    ["feature_not_enabled", "feature"],
    ["not_found", "unknown_id"],
    ["provider_denied", "denied"],
  ] as const)("reports %s, which concerns the account of the credentials", (code, reason) => {
    const step = failedStep(
      "status",
      "status",
      new UpstreamError(code, "status", "detail", { provider: { status: 403 } }),
    );
    expect(step).toMatchObject({ outcome: "fail", reason, said: "403" });
    expect(step.settings).toContain("SKRIBBLE_API_USERNAME");
  });

  it("treats 'not completed' as proof of a correct path", () => {
    const fault = new UpstreamError("not_completed", "status", "detail");
    expect(failedStep("files", "files", fault)).toMatchObject({ outcome: "pass", reason: "not_completed" });
  });
});

describe("finding evidence to try", () => {
  const body = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const request = {
    id: "r",
    signatures: [{}, { signer_identity_data: { evidence_id: "e1" } }, { signer_identity_data: { evidence_id: "e2" } }],
  };
  it("returns the first evidence, or the requested one", () => {
    expect(findEvidence(body([{ id: "empty", signatures: [] }, request]))).toEqual({ srId: "r", evidenceId: "e1" });
    expect(findEvidence(body(request), "e2")).toEqual({ srId: "r", evidenceId: "e2" });
    expect(findEvidence(body(request), "e3")).toBeNull();
  });
  it("returns null for a body that is not a list", () => {
    for (const other of [null, body(null), body([1, null]), body({ id: 1 })]) expect(findEvidence(other)).toBeNull();
  });
});
