import { expect, it } from "vitest";
import { toUpstreamError } from "./connection-error.ts";

const coded = (code: string) => Object.assign(new Error("line"), { code });

it.each(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"])("reports %s as provider_timeout", (code) => {
  expect(toUpstreamError(coded(code), "head")).toMatchObject({
    code: "provider_timeout",
    reason: "connect_timeout",
    retry: true,
    outage: true,
  });
});
