import { afterEach, expect, it, vi } from "vitest";
import { createCredential, requestAssertion } from "./call-browser.ts";

afterEach(() => vi.unstubAllGlobals());

class OldCredential {}
class NewCredential {
  static parseRequestOptionsFromJSON = (options: object) => options;
  static parseCreationOptionsFromJSON = (options: object) => options;
  toJSON = () => ({ id: "a" });
}
const options = { challenge: "AA" };

it.each([
  ["without passkeys", undefined, {}],
  ["without credentials, as on a page without TLS", NewCredential, undefined],
  ["that reads no JSON", OldCredential, {}],
])("a browser %s is named as unsupported", async (_, factory, credentials) => {
  vi.stubGlobal("PublicKeyCredential", factory);
  vi.stubGlobal("navigator", { credentials });
  await expect(requestAssertion(options)).rejects.toMatchObject({ reason: "unsupported" });
  await expect(createCredential(options as never)).rejects.toMatchObject({ reason: "unsupported" });
});

it("gives the credential as JSON, and the reason of a rejection", async () => {
  vi.stubGlobal("PublicKeyCredential", NewCredential);
  const get = vi.fn(async (): Promise<object | null> => new NewCredential());
  vi.stubGlobal("navigator", { credentials: { get } });
  await expect(requestAssertion(options)).resolves.toEqual({ id: "a" });
  expect(get).toHaveBeenCalledWith({ publicKey: options });
  get.mockResolvedValue(null);
  await expect(requestAssertion(options)).rejects.toMatchObject({ reason: "failed" });
  get.mockRejectedValue(new DOMException("", "NotAllowedError"));
  await expect(requestAssertion(options)).rejects.toMatchObject({ reason: "cancelled" });
});
