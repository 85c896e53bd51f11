import { makeAnomalousRecord } from "./anomalous-record.ts";
import { type ArchiveFile, makeArchive } from "./archive.ts";
import { claimFile, hashBytes, makeFiles, tamperFiles } from "./evidence-files.ts";
import type { Identification } from "./identification.ts";
import { claimRecording, digestChunks, makeLargeArchive, makeLargeRecordChunks, recordings } from "./large.ts";
import { type Person, people } from "./people.ts";
import { makeRecord } from "./record.ts";
import { encodeRecord, holdsRecord } from "./record-forms.ts";
import { resolveTimes } from "./status.ts";
import { makeToken } from "./token.ts";

/** A body sent in chunks. `sizeBytes` null omits Content-Length. */
export type Body = { sizeBytes: number | null; chunks: () => Iterable<Buffer>; contentType?: string };

export type Dossier = { record: Body; archive: Body; token: () => Promise<string> };

const whole = (bytes: Buffer): Body => ({ sizeBytes: bytes.length, chunks: () => [bytes] });

function encodeRecordBody(identification: Identification, text: string): Body {
  const { recordForm } = identification;
  if (!recordForm) return whole(Buffer.from(text));
  const { bytes, contentType } = encodeRecord(recordForm, text, identification);
  return { ...whole(bytes), contentType };
}

function makeRecordBody(identification: Identification, text: string, now: Date): Body {
  if (identification.tamper === "anomalous-record") return whole(Buffer.from(makeAnomalousRecord(text)));
  if (identification.tamper !== "large-record") return encodeRecordBody(identification, text);
  const start = new Date(resolveTimes(identification, now).startedAt ?? now);
  return { sizeBytes: null, chunks: () => makeLargeRecordChunks(text, start) };
}

function makeArchiveBody(identification: Identification, files: readonly ArchiveFile[], modified: Date): Body {
  if (identification.tamper === "large-archive") return makeLargeArchive(files, modified);
  const archive = makeArchive(tamperFiles(identification, files), modified);
  return whole(identification.hasBase64Archive ? Buffer.from(archive.toString("base64")) : archive);
}

function makeForeignToken(now: Date): Promise<string> {
  const other: Identification = {
    evidenceId: "evidence-11c0ffee",
    transactionCode: "TX-90001",
    status: "COMPLETED",
    method: "NFC",
    createdMinutesAgo: 1500,
    startedMinutesAgo: 1490,
    completedMinutesAgo: 1486,
    expiresInDays: 364,
    person: people.juerg,
  };
  return makeDossier(other, people.juerg, now).token();
}

function makeDossier(identification: Identification, person: Person, now: Date): Dossier {
  const times = resolveTimes(identification, now);
  const modified = new Date(times.completedAt ?? times.createdAt);
  const files = makeFiles(identification, person, now);
  const claims = files.map(claimFile);
  if (identification.tamper === "large-archive") claims.push(...recordings.map(claimRecording));
  const record = makeRecordBody(identification, makeRecord(identification, person, claims, now), now);
  const archive = makeArchiveBody(identification, files, modified);
  const sign = () => {
    if (identification.token === "of-other-evidence") return makeForeignToken(now);
    const attested = {
      files: claims,
      record: holdsRecord(identification.recordForm) ? digestChunks(record.chunks()) : null,
      archive: identification.hasBase64Archive ? null : digestChunks(archive.chunks()),
    };
    return makeToken(identification, person, attested, now);
  };
  let kept: Promise<string> | null = null;
  return {
    record,
    archive,
    token: () => {
      if (identification.token === "ps256-anew") return sign();
      kept ??= sign();
      return kept;
    },
  };
}

export class Dossiers {
  private readonly kept = new Map<string, Dossier>();
  private readonly now: Date;

  constructor(now: Date) {
    this.now = now;
  }

  find(identification: Identification, person: Person): Dossier {
    const key = hashBytes(identification.evidenceId);
    const known = this.kept.get(key);
    if (known) return known;
    const dossier = makeDossier(identification, person, this.now);
    this.kept.set(key, dossier);
    return dossier;
  }
}
