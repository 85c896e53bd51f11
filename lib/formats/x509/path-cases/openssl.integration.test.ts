import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toPem } from "../make-certificate.fixture.ts";
import { pathCases } from "./all.fixture.ts";
import { issuedAt, type PathCase } from "./path-case.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "x509-paths-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks OpenSSL whether it accepts a path at the time of issue. */
function acceptedByOpenssl({ sent, anchors }: PathCase): { accepted: boolean; output: string } {
  const write = (name: string, holders: PathCase["sent"]) => {
    writeFileSync(join(folder, name), holders.map((holder) => toPem(holder)).join(""));
    return name;
  };
  const [leaf, ...others] = sent;
  const { status, stdout, stderr } = spawnSync(
    "openssl",
    [
      "verify",
      ...["-x509_strict", "-check_ss_sig", "-policy_check", "-partial_chain", "-auth_level", "2"],
      ...["-attime", String(issuedAt.getTime() / 1000), "-trusted", write("anchors.pem", anchors)],
      ...(others.length > 0 ? ["-untrusted", write("others.pem", others)] : []),
      write("leaf.pem", leaf ? [leaf] : []),
    ],
    { cwd: folder, encoding: "utf8" },
  );
  return { accepted: status === 0, output: stdout + stderr };
}

/** A second opinion on the expected results; a case says why OpenSSL decides otherwise. */
describe.each(Object.entries(pathCases))("OpenSSL agrees on certification paths: %s", (_, cases) => {
  test.each(cases.filter(({ openssl }) => !openssl).map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const { accepted, output } = acceptedByOpenssl(one);
    expect(accepted, output).toBe(one.expected === "trusted" || one.expected === "expired");
  });
});
