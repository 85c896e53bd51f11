import { describe, expect, test } from "vitest";
import { readClaimsText } from "./claims-text.ts";

const encode = (text: string) => Buffer.from(text).toString("base64url");
const jws = (payload: string) => `${encode('{"alg":"RS256"}')}.${encode(payload)}.AAAA`;
const jwe = `${encode('{"alg":"dir","enc":"A256GCM"}')}..aXY.Y2lwaGVy.dGFn`;

describe("claims text", () => {
  test("is the payload as received, including digits and duplicate names", async () => {
    const payload = '{"a":9007199254740993.00, "a":"Zoë", "b":[1e999]}';
    for (const body of [jws(payload), ` ${jws(payload)}\n`, JSON.stringify(jws(payload)), `{"jwt":"${jws(payload)}"}`])
      expect(await readClaimsText(body)).toEqual({ form: "jws", text: payload });
  });

  test.each([
    jwe,
    `${jwe}\n`,
    JSON.stringify(jwe),
    `{"jwe":"${jwe}"}`,
    '{"protected":"e30","ciphertext":"AA"}',
    jws(jwe),
  ])("of an encrypted token is empty: %s", async (body) =>
    expect(await readClaimsText(body)).toEqual({ form: "jwe", text: "" }),
  );

  test.each([
    "",
    "hello",
    "a.b",
    "a.b.c",
    "a.b.c.d.e",
    "{}",
    '"',
    "<html>",
    jws("[1]"),
    jws("plain text"),
    jws(jws("{}")),
    `${encode("{}")}.${Buffer.from([0x7b, 0xff, 0x7d]).toString("base64url")}.AAAA`,
    "~~~",
    `${jws("{broken")}~`,
  ])("of a payload that is not a claims set is empty: %s", async (body) =>
    expect(await readClaimsText(body)).toEqual({ form: "none", text: "" }),
  );
});
