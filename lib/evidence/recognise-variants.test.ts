import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteEncodings, encodings } from "./body/test-encodings.fixture.ts";
import { readRecordText, recogniseBody } from "./recognise-body.ts";

const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const base64 = (count: number) => randomBytes(count).toString("base64");

const values = fc.jsonValue({ maxDepth: 1 });

/** Names in error bodies, ciphertexts and tokens. */
const doubtfulNames = fc.constantFrom(
  ...["type", "title", "status", "detail", "message", "error", "errors", "code", "key", "path", "success", "timestamp"],
  ...["data", "encryptedData", "ciphertext", "encryptedKey", "iv", "tag", "protected", "payload", "signatures", "html"],
);
const doubtfulValues = fc.oneof(
  fc.constantFrom(404, 500, "404", "error", "COMPLETED", "PASSED", "Dr.", true, null, "<html></html>", "about:blank"),
  fc.integer({ min: 8, max: 400 }).map(base64),
);
/** Members exclusive to records. */
const evidence = fc.oneof(
  fc.record({ lastName: fc.string({ minLength: 1 }).filter((text) => text.trim() !== "") }),
  fc.record({ person: fc.record({ birthDate: fc.constant("1984-02-01"), other: values }) }),
  fc.record({
    result: fc.record({
      documentVerification: fc.array(fc.record({ viz: values, side: fc.nat() }), { minLength: 1 }),
    }),
  }),
  fc.record({ document_numbers: fc.array(fc.record({ type: fc.string(), value: fc.nat() }), { minLength: 2 }) }),
);
const records = fc
  .tuple(
    fc.dictionary(fc.oneof(doubtfulNames, fc.string()), fc.oneof(doubtfulValues, values), { maxKeys: 8 }),
    evidence,
    fc.boolean(),
    fc.constantFrom(undefined, 2, "\t"),
  )
  .map(([others, own, isFirst, space]) =>
    JSON.stringify(isFirst ? { ...own, ...others, ...own } : { ...others, ...own }, null, space),
  );

it("recognises random records with any members beside the evidence", async () => {
  await fc.assert(
    fc.asyncProperty(records, async (record) => {
      expect(await recogniseBody("record", blob(utf8(record)))).toEqual({ kind: "expected" });
    }),
    { numRuns: 5000 },
  );
});

it("does not mistake words for base64", async () => {
  const letters = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
  const made = fc.array(letters, { minLength: 1, maxLength: 60 }).map((each) => each.join(""));
  const said = fc.constantFrom(
    "Internal",
    "Invalid",
    "InvalidParameterException",
    "UnauthorizedException",
    "eyes",
    "PARTIAL",
    "WzFa",
    "eyJh",
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(said, made), async (word) => {
      const { kind } = await recogniseBody("record", blob(utf8(word)));
      expect(kind).toBe(["true", "false"].includes(word) ? "json" : word === "null" ? "empty_json" : "error_text");
    }),
    { numRuns: 2000 },
  );
});

const chains = fc
  .array(fc.constantFrom(...Object.keys(encodings).filter((name) => name !== "a byte order mark")), {
    minLength: 1,
    maxLength: 3,
  })
  // Only base64 and gzip wrap compressed bytes, which are not text.
  .filter((chain) => chain.every((name, at) => chain[at - 1] !== "gzip" || byteEncodings.includes(name)))
  // UTF-16 of base64 of UTF-16 is text; UTF-16 of UTF-16 bytes is not.
  .filter((chain) => chain.every((name, at) => !/UTF/.test(chain[at - 1] ?? "") || byteEncodings.includes(name)));

const wrapAll = (body: Uint8Array, chain: readonly string[]) =>
  chain.reduce((inside, name) => encodings[name]?.encode(inside) ?? inside, body);

describe("encodings", () => {
  it("are removed up to three, and leave the record's bytes", async () => {
    await fc.assert(
      fc.asyncProperty(records, chains, async (record, chain) => {
        const sent = blob(wrapAll(utf8(record), chain));
        const { text, wraps } = await readRecordText(sent);
        expect(wraps).toEqual([...chain].reverse().map((name) => encodings[name]?.wrap));
        expect(Buffer.from(await text.arrayBuffer()).equals(Buffer.from(record))).toBe(true);
        const nature = await recogniseBody("record", sent);
        expect(["utf16", "utf32", "json_in_string", "base64_text", "gzip"]).toContain(nature.kind);
      }),
      { numRuns: 1000 },
    );
  });

  it("beyond the third stay, and are named", async () => {
    const sent = blob(wrapAll(utf8('{"lastName":"M"}'), ["base64", "base64", "base64", "base64"]));
    expect((await readRecordText(sent)).text).toBe(sent);
    expect((await recogniseBody("record", sent)).kind).not.toBe("expected");
  });

  it.each(Object.entries(encodings))(
    "%s preserves the type of a problem and a ciphertext",
    async (_name, { encode }) => {
      const problem = { type: "https://api.skribble.de/problem/limit-exceeded", status: 429, message: "x" };
      const encrypted = { ciphertext: base64(60), wrapped_key: base64(256), nonce: base64(12) };
      expect((await recogniseBody("record", blob(encode(utf8(JSON.stringify(problem)))))).kind).toBe("problem_details");
      expect((await recogniseBody("files", blob(encode(utf8(JSON.stringify(encrypted)))))).kind).toBe(
        "wrapped_key_ciphertext",
      );
    },
  );
});

it("returns the same Blob for a plain record", async () => {
  const sent = blob(utf8('{"lastName":"Müller"}'));
  expect(await readRecordText(sent)).toEqual({ text: sent, wraps: [] });
});

it("keeps text that only begins like an encoding", async () => {
  for (const text of [
    '"{\\"a\\":1}" tail',
    '"{\\"a\\":\\ud800}"',
    '"{\\"a\\"',
    `${Buffer.from('{"a":1}').toString("base64")} and more`,
  ]) {
    const sent = blob(utf8(text));
    expect((await readRecordText(sent)).text, text).toBe(sent);
    expect((await recogniseBody("record", sent)).kind, text).not.toBe("expected");
  }
});

describe("large bodies", () => {
  function watch(source: Blob): { body: Blob; read: () => number } {
    let count = 0;
    const wrap = (part: Blob): Blob =>
      new Proxy(part, {
        get(target, name) {
          if (name === "slice") return (from: number, to: number) => wrap(target.slice(from, to));
          if (name === "arrayBuffer") count += target.size;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    return { body: wrap(source), read: () => count };
  }
  const mebibyte = 1024 * 1024;
  const repeat = (part: Blob, count: number) => new Blob(Array.from({ length: count }, () => part));
  const member = utf8(`"lastName":"${"x".repeat(100)}",`);
  const filler = new Blob([Buffer.concat(Array.from({ length: Math.ceil(mebibyte / member.length) }, () => member))]);

  it("detects a 512 MB record from a few hundred KiB", async () => {
    const { body, read } = watch(new Blob(["{", repeat(filler, 512), '"end":1}']));
    expect(body.size).toBeGreaterThan(512 * mebibyte);
    expect(await recogniseBody("record", body)).toEqual({ kind: "expected" });
    expect((await readRecordText(body)).wraps).toEqual([]);
    expect(read()).toBeLessThan(mebibyte);
  });

  it("keeps an encoding around more than 64 MiB, and names its content", async () => {
    const letters = new Blob([
      Buffer.from(await filler.arrayBuffer())
        .subarray(0, 3 * 300_000)
        .toString("base64"),
    ]);
    const start = Buffer.from('{"a": ').toString("base64");
    const { body, read } = watch(new Blob([start, repeat(letters, 70)]));
    expect(body.size).toBeGreaterThan(64 * mebibyte);
    expect(await recogniseBody("record", body)).toEqual({ kind: "base64_text", detail: "json" });
    expect((await readRecordText(body)).text).toBe(body);
    expect(read()).toBeLessThan(4 * mebibyte);
  });

  it("keeps a gzip that expands beyond 64 MiB", async () => {
    const { gzipSync } = await import("node:zlib");
    const sent = blob(gzipSync(`{"a":"${" ".repeat(80 * mebibyte)}"}`));
    expect((await recogniseBody("record", sent)).kind).toBe("gzip");
    expect((await readRecordText(sent)).text).toBe(sent);
  });

  it("finds a 20 MB ciphertext in JSON before its key", async () => {
    const cipher = repeat(new Blob([Buffer.alloc(mebibyte, "A")]), 20);
    const body = new Blob(['{"ciphertext":"', cipher, `","encryptedKey":"${base64(256)}","iv":"${base64(12)}"}`]);
    expect(await recogniseBody("record", body)).toMatchObject({ kind: "wrapped_key_ciphertext" });
  });

  it("detects a 20 MB JWE, and a record after white space", async () => {
    const header = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString("base64url");
    const letters = repeat(new Blob([Buffer.alloc(mebibyte, "A")]), 20);
    expect(await recogniseBody("record", new Blob([header, "..AAAA.", letters, ".AAAA"]))).toMatchObject({
      kind: "jwe",
    });
    const spaces = repeat(new Blob([" ".repeat(mebibyte)]), 5);
    expect(await recogniseBody("record", new Blob([spaces, '{"lastName":"M"}']))).toEqual({ kind: "expected" });
    expect(await recogniseBody("record", spaces)).toMatchObject({ kind: "blank" });
  });
});
