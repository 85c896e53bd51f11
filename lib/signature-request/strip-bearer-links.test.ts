import { describe, expect, it } from "vitest";
import { stripBearerLinks } from "./strip-bearer-links.ts";

describe("bearer links", () => {
  it("are removed at any depth and under any name", () => {
    const body = {
      id: "8c73215f-bf33-d8a9-90e5-1a5cd0b9273a",
      title: "Lease",
      signing_url: "https://my.skribble.com/view/canary-1",
      callback_success_url: "https://example.com/?token=canary-2",
      signatures: [
        { sid: "s", signing_url: "https://my.skribble.com/view/canary-3", signingUrl: "canary-4", order: 1 },
      ],
      nested: { deep: [{ view_link: "canary-5", access_token: "canary-6", urls: ["canary-7"] }] },
      message: "Sign at https://my.skribble.com/view/4f43614a-de50-bfe1-2df3-4c881fc7840e now, canary gone",
    };
    const text = JSON.stringify(stripBearerLinks(body));
    expect(text).not.toMatch(/canary-\d|4f43614a/);
    expect(text).toContain("Sign at [link removed] now");
    expect(JSON.parse(text)).toMatchObject({ title: "Lease", signatures: [{ sid: "s", order: 1 }] });
  });
  it.each([
    "HTTPS://MY.SKRIBBLE.COM/VIEW/4F43614A-DE50-BFE1-2DF3-4C881FC7840E",
    "//my.skribble.com/view/4f43614a-de50-bfe1",
    "my.skribble.com/view/4f43614a-de50-bfe1",
    "sign.example.com:8443/s/Ab3dE9xQ",
    "example.com?token=canary",
    "https%3A%2F%2Fmy.skribble.com%2Fview%2F4f43614a-de50-bfe1",
    "https://user@example.com/",
    "https://%zz",
    "app+sign://open/4f43614ade50bfe1",
  ])("are removed from texts: %s", (link) => {
    expect(stripBearerLinks({ message: `Sign here: ${link} soon` })).toEqual({
      message: "Sign here: [link removed] soon",
    });
  });
  it.each([
    "Dr. Zoe/Anna",
    "2026-01-22/23",
    "a.b",
    "zoe@example.com",
    "and/or",
    "Contract v2.pdf/A",
    "See https://example.com/terms",
  ])("leave the text %j", (text) => {
    expect(stripBearerLinks(text)).toBe(text);
  });
  it("keeps plain URLs and all other values", () => {
    const body = { message: "See https://example.com/terms", count: 3, on: true, none: null, __proto__x: [1, "a"] };
    expect(stripBearerLinks(body)).toEqual(body);
  });
});
