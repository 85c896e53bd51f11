import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArchiveFile } from "./archive.ts";
import type { Identification } from "./identification.ts";
import { type Person, people } from "./people.ts";
import { resolveTimes } from "./status.ts";

/** Files of one identification, from the fixtures and from data of the running sandbox. */

export type FileClaim = { path: string; type: string; sha256: string; size: number };

const fixtures = join(import.meta.dirname, "fixtures");

/** @throws Error if the fixtures were not made */
export function readFixture(folder: string, name: string): Buffer {
  return readFileSync(join(fixtures, folder, name));
}

export function hashBytes(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const mediaTypes: Record<string, string> = {
  jpg: "image/jpeg",
  png: "image/png",
  mp4: "video/mp4",
  pdf: "application/pdf",
  json: "application/json",
  txt: "text/plain",
};

export function claimFile({ path, bytes }: ArchiveFile): FileClaim {
  const type = mediaTypes[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return { path, type, sha256: hashBytes(bytes), size: bytes.length };
}

/** Seconds from the start of the session to each capture. */
const captureSeconds: Readonly<Record<string, number>> = {
  "document/front.jpg": 41,
  "document/back.jpg": 63,
  "face/selfie.jpg": 121,
  "face/liveness.mp4": 149,
};

/** Session protocol: the app's steps, and the digests of its pictures. */
function makeProtocol(identification: Identification, files: readonly ArchiveFile[], now: Date): Buffer {
  const times = resolveTimes(identification, now);
  const start = Date.parse(times.startedAt ?? times.createdAt);
  const after = (seconds: number) => new Date(start + seconds * 1000).toISOString();
  const isNfc = identification.method === "NFC";
  const steps = [
    [0, "SESSION_STARTED", "consent given, language and country chosen"],
    [41, "DOCUMENT_FRONT_CAPTURED", "sharp, no glare, all four corners"],
    [63, "DOCUMENT_BACK_CAPTURED", "machine-readable zone read"],
    ...(isNfc ? [[88, "CHIP_READ", "DG1, DG2, SOD; passive authentication passed"] as const] : []),
    [121, "SELFIE_CAPTURED", "one face"],
    [149, "LIVENESS_RECORDED", "turn left, turn right, blink"],
    [171, "CHECKS_FINISHED", isNfc ? "no manual review needed" : "handed to manual review"],
  ] as const;
  const protocol = {
    protocolVersion: "2.4",
    transactionCode: identification.transactionCode,
    channel: "mobile app",
    steps: steps.map(([seconds, name, note], index) => ({ index: index + 1, at: after(seconds), name, note })),
    captures: files
      .filter(({ path }) => path in captureSeconds)
      .map((file) => ({ ...claimFile(file), capturedAt: after(captureSeconds[file.path] ?? 0) })),
    environment: { app: "ident/7.18.2", system: "iOS 26.1", locale: "de-CH", network: "wifi" },
  };
  return Buffer.from(`${JSON.stringify(protocol, null, 2)}\n`);
}

function makeNote({ method }: Identification): Buffer {
  const text =
    method === "NFC"
      ? "Automatic identification by NFC. No manual review.\nKeine manuelle Prüfung nötig.\n"
      : "Agent 0417: hologram seen under tilt, photo and face agree.\nName auf dem Ausweis mit Umlaut, im Auftrag ohne – in Ordnung.\n";
  return Buffer.from(text);
}

export function makeFiles(identification: Identification, person: Person, now: Date): ArchiveFile[] {
  const fixture = (path: string, name: string): ArchiveFile => ({ path, bytes: readFixture(person.folder, name) });
  const captures = [
    fixture("document/front.jpg", "front.jpg"),
    fixture("document/back.jpg", "back.jpg"),
    fixture("face/selfie.jpg", "selfie.jpg"),
    fixture("face/liveness.mp4", "liveness.mp4"),
  ];
  const chip = [
    fixture("chip/sod.bin", "sod.bin"),
    fixture("chip/dg1.bin", "dg1.bin"),
    fixture("chip/dg2.bin", "dg2.bin"),
  ];
  return [
    ...captures,
    fixture("report/identification.pdf", "report.pdf"),
    ...(identification.method === "NFC" ? chip : []),
    { path: "protocol/session.json", bytes: makeProtocol(identification, captures, now) },
    { path: "log/agent-notes.txt", bytes: makeNote(identification) },
  ];
}

/** Files as archived: the tampered cases differ from the claims here. */
export function tamperFiles(identification: Identification, files: readonly ArchiveFile[]): ArchiveFile[] {
  if (identification.tamper === "missing-files")
    return files.filter(({ path }) => path !== "document/back.jpg" && path !== "chip/sod.bin");
  if (identification.tamper !== "digest-mismatch") return [...files];
  const untrusted = readFixture(people.zoe.folder, "selfie.jpg");
  return files.map((file) => (file.path === "face/selfie.jpg" ? { ...file, bytes: untrusted } : file));
}
