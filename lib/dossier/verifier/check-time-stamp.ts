import { readDerTime } from "#lib/formats/x509/der";
import { certificateLabels, decodePemBody, findPemBlocks } from "#lib/formats/x509/pem";
import { manifestPath } from "../tree.ts";
import type { Context } from "./context.ts";
import { fail, info, notChecked, pass } from "./finding.ts";
import { UnsupportedError } from "./log-key.ts";
import type { Finding } from "./model.ts";
import { TimeStampError, verifyTimeStamp } from "./time-stamp.ts";

const responsePath = "timestamp/manifest.tsr";

async function readCertificates({ files }: Context): Promise<Uint8Array<ArrayBuffer>[]> {
  const texts = await Promise.all(["timestamp/tsa-chain.pem", "timestamp/tsa-ca.pem"].map((path) => files.text(path)));
  return texts.flatMap((text) =>
    findPemBlocks(text ?? "", certificateLabels).flatMap(({ body }) => {
      try {
        return [decodePemBody(body)];
      } catch {
        return [];
      }
    }),
  );
}

/** The response is the recorded one, over this manifest, and its signature is good. The chain is not judged. */
export async function checkTimeStamp(context: Context): Promise<Finding[]> {
  const { files, entry, now } = context;
  const { timestamp, timestampSha256 } = entry.content?.detail ?? {};
  const path = responsePath;
  const response = await files.bytes(path);
  if (response === null) {
    if (timestamp === "granted") return [fail("timestamp", "timestamp_missing", { path })];
    const code = timestamp === "failed" ? "timestamp_failed" : "timestamp_not_configured";
    return [notChecked("timestamp", code)];
  }
  const found: Finding[] = [];
  if ((await files.digest(path)) !== timestampSha256) found.push(fail("timestamp", "timestamp_not_recorded", { path }));
  try {
    const stamp = await verifyTimeStamp(response, await readCertificates(context));
    if (stamp.imprint !== (await files.digest(manifestPath)) && stamp.imprint !== entry.content?.sha256)
      found.push(fail("timestamp", "imprint_differs", { path }));
    const [from, to] = [readDerTime(stamp.signer.notBefore), readDerTime(stamp.signer.notAfter)];
    if (from === null || to === null || stamp.genTime < from || stamp.genTime > to)
      found.push(
        fail("timestamp", "timestamp_invalid", { path, detail: "The certificate was not valid at the time." }),
      );
    if (found.length > 0) return found;
    const expired =
      to !== null && to < now ? [info("timestamp", "certificate_expired_since", { detail: to.toISOString() })] : [];
    return [pass("timestamp", stamp.genTime.toISOString()), ...expired];
  } catch (error) {
    if (error instanceof UnsupportedError)
      return [...found, notChecked("timestamp", "browser_lacks_algorithm", { path, detail: error.message })];
    if (!(error instanceof TimeStampError)) throw error;
    return [...found, fail("timestamp", "timestamp_invalid", { path, detail: error.message })];
  }
}
