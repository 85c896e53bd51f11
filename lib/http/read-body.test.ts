import { expect, it } from "vitest";
import { readTextBody } from "./read-body.ts";

function endless() {
  let sentBytes = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sentBytes += 1_000;
      controller.enqueue(new Uint8Array(1_000));
    },
  });
  const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, sent: () => sentBytes };
}

it("rejects an endless body as soon as it exceeds the limit", async () => {
  const { request, sent } = endless();
  await expect(readTextBody(request, 10_000)).rejects.toMatchObject({ code: "invalid_request" });
  expect(sent()).toBeLessThan(20_000);
});

it("reads a small body completely and a missing one as empty", async () => {
  const request = new Request("http://localhost/", { method: "POST", body: "Zoë" });
  expect(await readTextBody(request, 4)).toBe("Zoë");
  expect(await readTextBody(new Request("http://localhost/", { method: "POST" }), 4)).toBe("");
});
