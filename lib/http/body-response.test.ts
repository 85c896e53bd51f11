import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { bodyResponse } from "./body-response.ts";
import { type Body, type StreamingBody, withDirectBodies } from "./direct-body.ts";

function large(send: (destination: Writable, reset: () => void) => void): StreamingBody & { abandoned: number } {
  return {
    abandoned: 0,
    sendTo: send,
    abandon() {
      this.abandoned += 1;
    },
  };
}

describe("bodyResponse without a direct sink", () => {
  it("sends bodies through Next", async () => {
    const small = bodyResponse(Buffer.from("small"), { "Content-Type": "text/plain" });
    expect([await small.text(), small.headers.get("content-type")]).toEqual(["small", "text/plain"]);
    const body = large((destination) => void destination.end("large"));
    expect(await bodyResponse(body, {}).text()).toBe("large");
  });

  it("resets an incomplete body", async () => {
    const broken = large((destination, reset) => destination.write("half", () => reset()));
    await expect(bodyResponse(broken, {}).text()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("abandons the body when the reader cancels", async () => {
    const body = large((destination) => void destination.write("half"));
    await bodyResponse(body, {}).body?.cancel();
    await wait(5);
    expect(body.abandoned).toBe(1);
  });
});

it("a direct sink takes the body and leaves an empty response", async () => {
  const taken: Body[] = [];
  const bytes = Buffer.from("evidence");
  const response = await withDirectBodies(
    (body) => taken.push(body),
    async () => {
      await wait(1);
      return bodyResponse(bytes, { "X-Evidence-Sha256": "ab" });
    },
  );
  expect([response.body, response.headers.get("x-evidence-sha256"), taken]).toEqual([null, "ab", [bytes]]);
});
