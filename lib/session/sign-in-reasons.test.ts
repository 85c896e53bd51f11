import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { oidcFaultCodes, readSignInReason } from "./sign-in-reasons.ts";

const messages = JSON.parse(readFileSync("lib/i18n/messages/en.json", "utf8"));

it("gives every code a reason with a message, and other codes the general one", () => {
  const codes = [
    ...Object.values(oidcFaultCodes),
    "CredentialsSignin",
    "TooManyAttempts",
    "OAuthCallback",
    "constructor",
  ];
  const reasons = codes.map(readSignInReason);
  expect(new Set(reasons)).toEqual(new Set(Object.keys(messages.session.reason)));
  expect(reasons.at(-1)).toBe("provider");
  for (const none of [undefined, "SessionRequired", ["AccessDenied"]]) expect(readSignInReason(none)).toBeNull();
});
