import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { test as base, expect, type Page } from "playwright/test";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { findCase } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { type FilesServer, startFilesServer } from "./support/files-provider.ts";
import { perWorker } from "./support/per-worker.ts";
import { signIn } from "./support/sign-in.ts";

const test = base.extend<Record<never, never>, { bodies: FilesServer }>({
  bodies: perWorker(() => startFilesServer()),
  baseURL: async ({ bodies }, use) => use(bodies.url),
});

const { srId, evidenceIds } = findCase("nfc-completed");
const overview = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const base64 = (data: string | Uint8Array) => Buffer.from(data).toString("base64");
const encrypted = Buffer.alloc(96, 7).toString("base64");

const record = JSON.stringify({ result: "PASSED", person: { firstName: "Zoë", lastName: "Müller" } });
const problem = JSON.stringify({
  type: "https://api.skribble.com/problem/entity-not-found",
  status: 404,
  message: "Nothing here",
});
const jwe = `${Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM"}').toString("base64url")}.${encrypted.replaceAll("=", "")}.AAECAwQFBgcICQoL.${encrypted.replaceAll("/", "_")}.AAECAwQFBgcICQoLDA0ODw`;
/** ContentInfo with EnvelopedData (RFC 5652) of indefinite length. */
const enveloped = Uint8Array.from([
  ...Buffer.from("308006092a864886f70d010703a0803080020102", "hex"),
  ...Buffer.alloc(200, 9),
]);
const page404 = "<!DOCTYPE html><html><body><h1>Sign in</h1><script>alert(1)</script></body></html>";
const archive = makeArchive({ entries: [{ name: "front.txt", data: "the front" }] });

const alerts = (page: Page) => page.locator("main").getByRole("alert");

async function open(page: Page, path: string): Promise<string[]> {
  const broken: string[] = [];
  page.on("dialog", (dialog) => {
    broken.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => broken.push(error.message));
  await signIn(page, "reviewer");
  await page.goto(path);
  return broken;
}

/** Expects one alert, the notice, without the colour of a contradiction or a report of damage. */
async function expectNotice(page: Page, says: RegExp): Promise<void> {
  await expect(alerts(page)).toHaveCount(1);
  await expect(alerts(page)).toContainText(says);
  await expect(page.locator("main")).not.toContainText(
    /\bdamaged|broken|Not JSON|Not UTF-8|Archive unreadable|has contradictions/i,
  );
  await expect(page.locator("main .border-l-contradicted")).toHaveCount(0);
}

async function expectSaved(page: Page, button: RegExp, sent: Uint8Array): Promise<void> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).first().click();
  expect(Buffer.compare(await readFile(await (await download).path()), sent)).toBe(0);
}

const instead: [string, Uint8Array, RegExp, string | null][] = [
  ["a JWE", bytes(jwe), /Record: encrypted for another key \(JWE\)/, null],
  ["a JWE as a JSON text", bytes(JSON.stringify(jwe)), /encrypted for another key \(JWE\)/, null],
  ["encrypted CMS", enveloped, /encrypted for another key \(CMS EnvelopedData\)/, null],
  [
    "encrypted CMS in PEM",
    bytes(`-----BEGIN CMS-----\n${base64(enveloped)}\n-----END CMS-----\n`),
    /encrypted for another key \(CMS EnvelopedData\)/,
    "-----BEGIN CMS-----",
  ],
  [
    "a ciphertext beside a wrapped key",
    bytes(JSON.stringify({ encryptedData: encrypted, wrappedKey: encrypted, iv: encrypted, tag: encrypted })),
    /encrypted for another key \(ciphertext beside a wrapped key\)/,
    '"wrappedKey"',
  ],
  ["an error of the provider", bytes(problem), /Record: an error message was sent instead/, '"Nothing here"'],
  ["an HTML page", bytes(page404), /Record: an HTML page was sent instead/, "<h1>Sign in</h1>"],
  ["white space", bytes(" \n"), /Record: only white space was sent/, null],
  ["an empty object", bytes("{}"), /Record: empty JSON was sent/, "{ }"],
  ["plain text", bytes("Service Unavailable"), /Record: plain text was sent instead/, "Service Unavailable"],
  ["an archive", Uint8Array.from(archive), /Record: a ZIP archive was sent instead/, null],
];

for (const [name, sent, says, shown] of instead) {
  test(`identifies a record that is ${name}, and saves it as sent`, async ({ page, bodies }) => {
    bodies.serve(sent, "json");
    const broken = await open(page, `${overview}/record`);
    await expectNotice(page, says);
    if (shown !== null && shown !== "{ }") await expect(page.locator("main")).toContainText(shown);
    await expectSaved(page, /(?:Save response|Download JSON) as sent/, sent);
    await expectNothingSeriousInBothThemes(page);
    expect(broken).toEqual([]);
  });
}

const encoded: [string, Uint8Array, RegExp][] = [
  ["UTF-16", Uint8Array.from(Buffer.from(`\ufeff${record}`, "utf16le")), /Record: sent in UTF-16/],
  ["UTF-16 without a mark", Uint8Array.from(Buffer.from(record, "utf16le").swap16()), /Record: sent in UTF-16/],
  ["a JSON string", bytes(JSON.stringify(record)), /Record: sent as JSON inside a JSON string/],
  ["base64", bytes(base64(record)), /Record: sent as base64 text/],
  ["gzip", Uint8Array.from(gzipSync(record)), /Record: sent compressed with gzip/],
  ["base64 of UTF-16", bytes(base64(Buffer.from(record, "utf16le"))), /Record: sent as base64 text/],
];

for (const [name, sent, says] of encoded) {
  test(`decodes a record in ${name}, names the encoding, and saves it as sent`, async ({ page, bodies }) => {
    bodies.serve(sent, "json");
    const broken = await open(page, `${overview}/record`);
    await expectNotice(page, says);
    await expect(page.getByRole("tree", { name: "Evidence record" })).toContainText('"lastName": "Müller"');
    await expectSaved(page, /Download JSON as sent/, sent);
    const sha256 = createHash("sha256").update(sent).digest("hex");
    await expect(page.locator(`[title="${sha256}"]`).first()).toBeVisible();
    await expectNothingSeriousInBothThemes(page);
    expect(broken).toEqual([]);
  });
}

const insteadOfFiles: [string, Uint8Array, RegExp][] = [
  ["an error of the provider", bytes(problem), /Archive: an error message was sent instead/],
  ["an HTML page", bytes(page404), /Archive: an HTML page was sent instead/],
  ["a JWE", bytes(jwe), /Archive: encrypted for another key \(JWE\)/],
  ["encrypted CMS", enveloped, /Archive: encrypted for another key \(CMS EnvelopedData\)/],
  ["JSON", bytes(record), /Archive: JSON was sent instead/],
  ["plain text", bytes("hello ".repeat(100)), /Archive: plain text was sent instead/],
];

for (const [name, sent, says] of insteadOfFiles) {
  test(`identifies an archive that is ${name}, and saves it as sent`, async ({ page, bodies }) => {
    bodies.serve(sent);
    const broken = await open(page, `${overview}/files`);
    await expectNotice(page, says);
    await expectSaved(page, /Save response as sent/, sent);
    await expectNothingSeriousInBothThemes(page);
    expect(broken).toEqual([]);
  });
}

for (const [name, sent] of [
  ["base64", bytes(base64(archive))],
  ["base64 in a JSON string", bytes(JSON.stringify(base64(archive)))],
] as const) {
  test(`opens an archive in ${name}, names the encoding, and saves it as sent`, async ({ page, bodies }) => {
    bodies.serve(sent);
    const broken = await open(page, `${overview}/files`);
    await expect(page.getByRole("grid", { name: "Evidence files" })).toContainText("front.txt");
    await expectNotice(page, /Archive: sent as (base64 text|JSON inside a JSON string)/);
    await expectSaved(page, /^Download archive$/, sent);
    await expectNothingSeriousInBothThemes(page);
    expect(broken).toEqual([]);
  });
}

for (const [name, sent, says] of [
  ["an error of the provider", bytes(problem), /Status: an error message was sent instead/],
  ["a JSON string", bytes(JSON.stringify('{"status":"COMPLETED"}')), /Status: sent as JSON inside a JSON string/],
  ["encrypted", bytes(jwe), /Status: encrypted for another key \(JWE\)/],
] as const) {
  test(`identifies a status that is ${name}, and never shows green`, async ({ page, bodies }) => {
    bodies.serve(sent, "status");
    const broken = await open(page, overview);
    await expect(alerts(page).filter({ hasText: says })).toHaveCount(1);
    await expect(page.locator("main .text-proven")).toHaveCount(0);
    await expectNothingSeriousInBothThemes(page);
    expect(broken).toEqual([]);
  });
}
