import { describe, expect, it } from "vitest";
import { maxIds, maxTextLength, parseSearchInput } from "./parse-search-input.ts";

const sr = "ad8ce78b-30c7-4e8f-9b3a-0d8a3c1b2f70";
const other = "0b9d9a51-7c3e-4c54-8f0e-7b1c5a2f6e11";
const third = "5f3a9f0c-11d2-4d0a-9e6b-2c8f7a6b5d4e";
const compact = other.replaceAll("-", "");
const sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const foundIn = (text: string) => {
  const query = parseSearchInput(text);
  return query.kind === "ids" ? query.ids : [];
};

/** Texts in which `other` is not the ID of a signature request. */
const partOfOther: [string, string][] = [
  ["a query of another host", `https://sentry.example.com/issues?event=${other}`],
  ["a path of another host", `https://crm.example.com/cases/${other}/edit`],
  ["a path of another host without a scheme", `crm.example.com/cases/${other}`],
  ["an encoded query of another host", `https://x.example.com/?ctx=${encodeURIComponent(`a b ${other}`)}`],
  [
    "a protected link to another host",
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://crm.example.com/?id=${other}`)}&data=05%7C02`,
  ],
  ["a correlation ID", `Correlation ID: ${other}`],
  ["a trace in JSON", `{"traceId": "${other}"}`],
  ["a header of a request", `X-Request-Id: ${other}`],
  ["a request ID in code style", `{"code":"not_found","requestId":"${other}"}`],
  ["a tenant ID on the line before", `Tenant ID\n${other}`],
  ["a document ID", `"document_id": "${other}"`],
  ["a document of the provider", `https://api.skribble.com/v3/documents/${other}`],
  ["an evidence ID", `Evidence ID: ${other}`],
  ["a mail's ID", `Message-ID: <${other}@mail.example.com>`],
  ["a file path", `C:\\Users\\zoe\\{${other}}\\x.log`],
  ["a UNIX path", `/var/lib/app/${other}/x.log`],
  ["a name with a prefix", `case-${other}`],
  ["a name with a suffix", `${other}-signed.pdf`],
  ["digits that a word may complete", `Request a\n${other.slice(1)} is open`],
  ["an MD5 on a line of its own", `Sum of the file:\n${compact}\nEnd`],
];

const noId: [string, string][] = [
  ["longer digits behind", `see ${other}ab12 here`],
  ["longer digits before", `see ff${other} here`],
  ["longer groups behind", `see ${other}-ab12 here`],
  ["longer groups before", `see 00-${other} here`],
  ["a digit lost", `see ${other.slice(0, -1)} here`],
  ["a SHA-256", `sha256 ${sha256}  archive.zip`],
  ["a SHA-256 on a line of its own", `sum\n${sha256}\nend`],
  ["an MD5 of a file", `${compact}  archive.zip`],
  ["a marked MD5", `MD5: ${compact}\nSize: 7`],
  ["a hash as an ETag", `the server said ETag: "${compact}" then`],
  ["a hash in a query", `https://cdn.example.com/a.js?v=${compact}`],
  ["a trace context", `traceparent: 00-${compact}-00f067aa0ba902b7-01`],
  ["two correlation IDs", `correlation id: ${other}\ntrace id: ${third}`],
  ["the nil UUID", "id 00000000-0000-0000-0000-000000000000 here"],
  ["a MIME boundary", `boundary\n\n--${other.slice(0, 30)}\n`],
  ["numbers of an account", "pay to 1234 5678 1234 1234 1234 1234 5678 9012 now"],
  ["an IPv6 address", "from 2001:0db8:85a3:0000:0000:8a2e:0370:7334 today"],
  ["hexadecimal digits with spaces", "a b c d e f 0 1 2 3 4 5 6 7 8 9 a b c d e f 0 1 2 3 4 5 6 7 8 9 x"],
  ["a dump of bytes", "ad8c e78b 30c7 4e8f 9b3a 0d8a 3c1b 2f70  .....0.N"],
  ["a page of a forum", "see https://www.example.com/r/programming/comments/ for it"],
  ["a shared file", "see https://drive.example.com/file/view/1AbC-dEf for it"],
  ["cut digits in a link", `see https://desk.example.com/r/${other.slice(0, 20)} here`],
];

describe("a UUID that is part of something else", () => {
  it.each(partOfOther)("is at most a choice: %s", (_, text) => {
    const query = parseSearchInput(text);
    expect(query.kind === "ids" && query.isCertain).toBe(false);
    expect(foundIn(text).length).toBeLessThanOrEqual(1);
  });
  it.each(partOfOther)("yields to a request: %s", (_, text) => {
    expect(parseSearchInput(`Signature request ${sr} was disputed.\n\n${text}`)).toMatchObject({
      ids: [{ srId: sr, evidenceId: null }],
      isCertain: true,
    });
  });
  it.each(noId)("is not found: %s", (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });
});

it("reads a signature request as the provider sends it", () => {
  const body = {
    id: sr,
    document_id: other,
    signatures: [{ sid: third, signer_identity_data: { evidence_id: "e-7" } }],
  };
  expect(foundIn(JSON.stringify(body, null, 2))).toEqual([{ srId: sr, evidenceId: null }]);
});

it("reads problem details of Evidence Desk", () => {
  const body = { status: 404, instance: `/api/signature-requests/${sr}/evidence/e-7/record`, requestId: other };
  expect(foundIn(JSON.stringify(body))).toEqual([{ srId: sr, evidenceId: "e-7" }]);
});

describe("an evidence ID comes only from exact URL forms", () => {
  it.each([
    `https://desk.example.com/signature-requests/${sr}/foo`,
    `https://desk.example.com/signature-requests/${sr}/evidence`,
    `https://desk.example.com/signature-requests/${sr}/evidence/record`,
    `https://desk.example.com/signature-requests/${sr}/evidence/?id=evidence-7`,
    `https://desk.example.com/signature-requests/${sr}?evidence=evidence-7`,
    `https://desk.example.com/signature-requests/${sr}#evidence/evidence-7`,
    `https://api.skribble.com/v3/signature-requests/${sr}/report?type=JSON`,
    `https://api.skribble.com/v3/signature-requests/${sr}/attachments/a-7`,
    `https://my.skribble.com/view/${sr}/evidence-7`,
    `https://desk.example.com/r/${sr}/evidence-7/more`,
    `https://desk.example.com/r/${sr}/history`,
    `https://desk.example.com/r/${sr}/\nThanks`,
    `https://desk.example.com/r/${sr}/evid…`,
    `https://desk.example.com/r/${sr}/evid...`,
    `https://desk.example.com/r/${sr}/evidence-`,
    `${sr}/evidence-7`,
    `${sr} evidence-7`,
  ])("%s", (text) => {
    expect(foundIn(text)).toEqual([{ srId: sr, evidenceId: null }]);
  });
  it("keeps the case of an ID that is not a UUID", () => {
    const text = `https://desk.example.com/signature-requests/Sr_7/evidence/Evidence-7`;
    expect(parseSearchInput(text)).toMatchObject({
      ids: [{ srId: "Sr_7", evidenceId: "Evidence-7" }],
      isCertain: true,
    });
  });
  it("returns UUIDs in lower case", () => {
    const text = `https://desk.example.com/r/${sr}/${other}`.toUpperCase();
    expect(foundIn(text)).toEqual([{ srId: sr, evidenceId: other }]);
  });
  it("accepts any ID in a short link of this installation only", () => {
    expect(parseSearchInput("https://desk.example.com/r/abc", "desk.example.com")).toMatchObject({
      ids: [{ srId: "abc" }],
    });
    expect(foundIn("https://forum.example.com/r/abc")).toEqual([]);
  });
});

it("distinguishes the evidence ID from the request's", () => {
  expect(foundIn(`${other} of https://desk.example.com/r/${sr}/${other}`)).toEqual([{ srId: sr, evidenceId: other }]);
});

it("reports a protected link that hides its URL", () => {
  for (const link of ["https://protect-eu.mimecast.com/s/AbC1Dx?domain=desk.example.com", "see https://bit.ly/3xYz"])
    expect(parseSearchInput(link)).toEqual({ kind: "opaque" });
});

describe("work is bounded", () => {
  const length = process.env.FULL === "1" ? 1_000_000 : 200_000;
  it("offers at most maxPlaces distinct choices, and counts the rest", () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `${String(i).padStart(8, "0")}${sr.slice(8)}`);
    expect(parseSearchInput([...ids, ...ids].join("\n"))).toMatchObject({ leftOut: 5000 - maxIds, isCertain: true });
    expect(foundIn(ids.join(" "))).toHaveLength(maxIds);
  });
  it("reads the start of a text that is too long, and reports it", () => {
    const filler = "word ".repeat(maxTextLength / 4);
    expect(parseSearchInput(`${sr} ${filler}`)).toMatchObject({
      ids: [{ srId: sr }],
      isCertain: false,
      isCut: true,
    });
    expect(parseSearchInput(`${filler} ${sr}`)).toEqual({ kind: "unread", isCut: true });
  });
  it("stops at four nested links", () => {
    const wrap = (link: string) => `https://go.example.com/?to=${encodeURIComponent(link)}`;
    const link = `https://desk.example.com/r/${sr}`;
    expect(foundIn(wrap(wrap(wrap(link))))).toHaveLength(1);
    expect(parseSearchInput(wrap(wrap(wrap(wrap(wrap(link))))))).not.toMatchObject({ isCertain: true });
  });
  // Quadratic work would exceed the test's time limit by far.
  it.each([
    "ad8ce78b-",
    "a ",
    "0 ",
    "\n",
    "> ",
    "x\n> ",
    "%25",
    "%",
    "=3D",
    "=\n",
    "&amp;",
    "<b ",
    "<",
    "\\",
    "\\u",
    "https://a/",
    "https:/",
    "aHR0c",
    "urldefense.com/v3/__",
    "urldefense.com/v2/url?",
    "/v2/___",
    "?u=",
    "/r/a-\n1",
    "\ufeffa",
    "a\u00ad",
    "=?UTF-8?B?AAAA?= ",
    "Content-Transfer-Encoding: base64\n",
    "/signature-requests/",
    `${sr}\n`,
    `https://x.example.com/?a=${sr}&b=`,
    `${compact} `,
    "{\\rtf\\u8209?",
    "id: ",
    "/",
    ".",
    "a.",
    "*",
    "[.]",
    "(",
  ])("in a long text of %j", (part) => {
    const text = part.repeat(length / part.length);
    expect(parseSearchInput(`x${text}x`).kind).toMatch(/ids|unread|malformed/);
  });
});
