import { cacheTail, readRange, tailBytes } from "#lib/bytes/blob-ranges";
import { type Anomaly, createAnomaly } from "./anomalies.ts";
import { describeUncoveredRanges, type Extent, findUncoveredRanges, reportOverlaps } from "./coverage.ts";
import { decodeName } from "./decode-name.ts";
import { type CentralDirectoryLocation, locateCentralDirectory } from "./locate-central-directory.ts";
import { type ArchiveEntry, type ArchiveListing, defaultLimits, type Limits } from "./model.ts";
import { findCollisions } from "./name-collisions.ts";
import { readCentralDirectory } from "./read-central-directory.ts";
import type { ParsedEntry } from "./read-entry.ts";
import { readLocalHeaders } from "./read-local-headers.ts";
import { recoverEntries } from "./recover-entries.ts";
import { findSignatures, signatures } from "./signatures.ts";
import { unwrapEntries } from "./wrapped-values.ts";

/**
 * Reads the entries of an archive in ranges and reports every anomaly. `onListed` receives chunks before comparison with local headers, which then
 * adds `dataOffset` and anomalies to the same objects; the last chunk only follows a valid central directory.
 * @throws only the error of an unreadable Blob
 */
export async function readArchive(
  blob: Blob,
  limits: Limits = defaultLimits,
  onListed?: (chunk: ArchiveListing, isLast: boolean) => void,
): Promise<ArchiveListing> {
  await cacheTail(blob);
  const offset = await locateCentralDirectory(blob);
  if (offset === null) return readWithoutDirectory(blob, limits);
  if (offset.isEncrypted) return readBesideDirectory(blob, limits, offset);
  const anomalies: Anomaly[] = [...offset.anomalies];
  let reported = 0;
  const report = (drafts: readonly ParsedEntry[], isLast: boolean) => {
    const chunk = drafts.slice(reported).map(({ entry }) => entry);
    reported = drafts.length;
    onListed?.({ ...finish(blob, "listed", [], offset, [...anomalies]), entries: chunk }, isLast);
  };
  const listing = await readCentralDirectory(
    blob,
    offset,
    limits,
    anomalies,
    offset.isWrapped ? undefined : (drafts) => report(drafts, false),
  );
  if (offset.isWrapped) await unwrapEntries(blob, listing.drafts, offset.offset);
  const entries = listing.drafts.map(({ entry }) => entry);
  if (!listing.broken) report(listing.drafts, true);
  if (listing.broken) {
    const known = new Set(entries.map((entry) => entry.headerOffset));
    const more = await recoverEntries(blob, limits.entries - entries.length, known);
    if (more.length > 0) anomalies.push(createAnomaly("entries_recovered", { count: more.length }));
    for (const { entry } of more) entries.push(entry);
  }
  findCollisions(entries);
  const extents = await readLocalHeaders(blob, listing.drafts);
  reportOverlaps(extents, offset.offset);
  if (listing.complete)
    anomalies.push(
      ...(await describeUncoveredRanges(blob, findUncoveredRanges(extents, Math.min(offset.offset, offset.endStart)))),
    );
  anomalies.push(...(await describeTail(blob, offset, listing.end, extents)));
  if (entries.length === 0 && !listing.broken) anomalies.push(createAnomaly("archive_no_entries"));
  const state =
    entries.length === 0 && listing.broken
      ? "none"
      : entries.every((entry) => entry.recovered) && entries.length > 0
        ? "recovered"
        : "listed";
  return finish(blob, state, entries, offset, anomalies);
}

/** Limit for the main thread, so that rendering is not blocked. */
const maxEarlyEntries = 1000;

/**
 * Lists a short archive on the main thread with one read of its end, while a worker starts.
 * @returns null if more reads are needed or an anomaly is found
 */
export async function listFromTail(blob: Blob): Promise<ArchiveListing | null> {
  await cacheTail(blob);
  const offset = await locateCentralDirectory(blob);
  if (
    offset === null ||
    offset.isEncrypted ||
    offset.isWrapped ||
    offset.offset < blob.size - tailBytes ||
    offset.entries > maxEarlyEntries
  )
    return null;
  const anomalies: Anomaly[] = [...offset.anomalies];
  const listing = await readCentralDirectory(blob, offset, { ...defaultLimits, entries: maxEarlyEntries }, anomalies);
  if (listing.broken || !listing.complete) return null;
  const entries = listing.drafts.map(({ entry }) => entry);
  findCollisions(entries);
  return finish(blob, "listed", entries, offset, anomalies);
}

/** Lists what the local headers say, because the directory is encrypted; that is how the archive was made, not a fault. */
async function readBesideDirectory(
  blob: Blob,
  limits: Limits,
  offset: CentralDirectoryLocation,
): Promise<ArchiveListing> {
  const entries = (await recoverEntries(blob, limits.entries, new Set())).map(({ entry }) => entry);
  for (const entry of entries) entry.anomalies = entry.anomalies.filter(({ code }) => code !== "entry_recovered");
  findCollisions(entries);
  return finish(blob, entries.length > 0 ? "recovered" : "none", entries, offset, offset.anomalies);
}

async function readWithoutDirectory(blob: Blob, limits: Limits): Promise<ArchiveListing> {
  if (blob.size === 0) return finish(blob, "none", [], null, [createAnomaly("archive_empty_bytes")]);
  const entries = (await recoverEntries(blob, limits.entries, new Set())).map(({ entry }) => entry);
  findCollisions(entries);
  const start = await readRange(blob, 0, 4);
  const looksCut = entries.length > 0 || start.is(0, signatures.localHeader);
  const anomalies = looksCut
    ? [createAnomaly("end_record_missing"), createAnomaly("archive_truncated")]
    : [createAnomaly("archive_not_zip")];
  if (entries.length > 0) anomalies.push(createAnomaly("entries_recovered", { count: entries.length }));
  return finish(blob, entries.length > 0 ? "recovered" : "none", entries, null, anomalies);
}

/** Reports bytes after the central directory, after the EOCD and in the comment. */
async function describeTail(
  blob: Blob,
  offset: CentralDirectoryLocation,
  directoryEnd: number,
  extents: readonly Extent[],
): Promise<Anomaly[]> {
  const anomalies: Anomaly[] = [];
  const covered = (at: number) => extents.some((extent) => at >= extent.from && at < extent.to);
  const others = offset.otherEndRecords.filter((at) => !covered(at));
  if (others.length > 0) anomalies.push(createAnomaly("end_record_several", { count: others.length + 1 }));
  if (directoryEnd < offset.endStart && !offset.anomalies.some((one) => one.code === "directory_missing")) {
    const gap = offset.endStart - directoryEnd;
    anomalies.push(createAnomaly("bytes_between", { bytes: gap, places: 1 }));
  }
  if (offset.endStop < blob.size) {
    const code = (await isPadding(blob, offset.endStop)) ? "padding_after" : "bytes_after";
    anomalies.push(createAnomaly(code, { bytes: blob.size - offset.endStop }));
  }
  if (offset.comment.length > 0) {
    anomalies.push(createAnomaly("archive_comment", undefined, decodeName(offset.comment, false).text));
    const hides = [signatures.endRecord, signatures.directoryHeader, signatures.localHeader].some(
      (signature) => findSignatures(offset.comment, signature, 1).length > 0,
    );
    if (hides) anomalies.push(createAnomaly("archive_comment_holds_record"));
  }
  return anomalies;
}

const maxPaddingBytes = 64 * 1024;

/** Programs that write to a tape or a pipe fill the last block with zeros. */
async function isPadding(blob: Blob, from: number): Promise<boolean> {
  if (blob.size - from > maxPaddingBytes) return false;
  const rest = await readRange(blob, from, blob.size);
  return rest.data.every((byte) => byte === 0);
}

function finish(
  blob: Blob,
  state: ArchiveListing["state"],
  entries: ArchiveEntry[],
  offset: CentralDirectoryLocation | null,
  anomalies: Anomaly[],
): ArchiveListing {
  entries.forEach((entry, index) => {
    entry.number = index + 1;
  });
  const comment = offset === null ? "" : decodeName(offset.comment, false).text;
  return {
    state,
    archiveBytes: blob.size,
    entries,
    declaredEntries: offset?.entries ?? null,
    comment,
    anomalies,
  };
}
