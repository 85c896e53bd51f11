import { describe, expect, it } from "vitest";
import { type AcceptedKind, isAccepted } from "./media-types.ts";

describe("accepted content types", () => {
  it.each<[AcceptedKind, string | null, boolean]>([
    ["json", "application/json", true],
    ["json", "application/JSON; charset=utf-8", true],
    ["json", "application/vnd.skribble.evidence+json", true],
    ["json", "text/json", true],
    ["json", "text/plain", true],
    ["json", "application/octet-stream", true],
    ["json", "text/html", false],
    ["json", "application/zip", false],
    ["json", "application/jsonp", false],
    ["json", null, false],
    ["json", "", false],
    ["json", "text/html, application/json", false],
    ["archive", "application/zip", true],
    ["archive", "application/x-zip-compressed", true],
    ["archive", "application/octet-stream", true],
    ["archive", "text/plain", false],
    ["archive", "application/json", false],
    ["token", "application/jwt", true],
    ["token", "application/jose", true],
    ["token", "text/plain;charset=UTF-8", true],
    ["token", "application/json", true],
    ["token", "application/octet-stream", true],
    ["token", "text/html", false],
  ])("%s accepts %o: %o", (kind, contentType, accepted) => {
    expect(isAccepted(kind, contentType)).toBe(accepted);
  });
});
