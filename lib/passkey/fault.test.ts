import { describe, expect, it } from "vitest";
import { PasskeyFault, toPasskeyFault } from "./fault.ts";

describe("what a browser rejects with", () => {
  it.each([
    ["NotAllowedError", "cancelled"],
    ["AbortError", "cancelled"],
    ["SecurityError", "address"],
    ["InvalidStateError", "known"],
    ["NotSupportedError", "unsupported"],
    ["ConstraintError", "unsupported"],
    ["UnknownError", "failed"],
    ["constructor", "failed"],
  ])("%s is %s", (name, reason) => {
    expect(toPasskeyFault(new DOMException("", name)).reason).toBe(reason);
  });

  it("keeps a fault as it is, and calls anything else a failure", () => {
    const fault = new PasskeyFault("no_passkey");
    expect(toPasskeyFault(fault)).toBe(fault);
    for (const other of [null, "NotAllowedError", {}]) expect(toPasskeyFault(other).reason).toBe("failed");
  });
});
