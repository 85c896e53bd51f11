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
  it("keeps plain URLs and all other values", () => {
    const body = { message: "See https://example.com/terms", count: 3, on: true, none: null, __proto__x: [1, "a"] };
    expect(stripBearerLinks(body)).toEqual(body);
  });
});
