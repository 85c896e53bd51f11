import { decodeBase64 } from "#lib/bytes/base64";
import { defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { checkAll } from "./check-all.ts";

/** An invented archive of 833 bytes: a JSON record, a JPEG and a PNG of 16 × 16 pixels, and a note. */
const archive = [
  "UEsDBBQAAAAIAFOBfF3rlU6WNgAAADcAAAALAAAAcmVjb3JkLmpzb26rViouSSwpLVayUlBy9vcN8HENcXVR0lFQKkgtKs7PAwpXK6VlFhWX+C",
  "XmpoIU+SZWKNXWAgBQSwMEFAAAAAgAU4F8Xfkei+jLAAAANgEAAAkAAABmcm9udC5qcGf7f+P/AwYBLzdPNwZGRgYGRiBk+H+bwZmBl5OLm4uD",
  "l5uLm4+Pl19YQVRYSEhYXUZOXEFP09BAT1NXx9jKy87YzM1cR9ch3NHNxy8oOMjILioxKiDBKzDIH2QIIx8fn7CgsJqoqJq/qa6pP8ng/wEGQQ",
  "4GAQYBZkZBBiZBRmZBxv9HGMSATgU6ExmwsIHEBRiYUYUZhBNB4owY6tmYQOKCGOIiif9vMfAwMwItYxZksGc4YzWzWWxb3yIeXYdXUY6d2u6B",
  "bGL7/98EAFBLAwQUAAAACABTgXxdhOiOjqQAAACwAAAACAAAAGZhY2UucG5n6wzwc+flkuJiYGDg9fRwCQLSAiDMwgwk3959BBIwCPAJcf3PwP",
  "COQfAug9IZBuPdDC6rGEJnMqR1MJSXM3SkMcwMZVjlwrDbmOGMEsNdQaBChv+qh7qOAfVae7o4hnBcNz14kIFBkYHhYKiHYqtIEIwItgDSK86b",
  "MfsLBKpMdBUMNbl4VCC45pG4d05hCePUqfYHHUQtjIDGMHi6+rmsc0poAgBQSwMEFAAAAAgAU4F8XW7QMkEOAAAADAAAAAgAAABub3RlLnR4dP",
  "NMSc0ryUzLTE3R4wIAUEsBAhQDFAAAAAgAU4F8XeuVTpY2AAAANwAAAAsAAAAAAAAAAAAAAIABAAAAAHJlY29yZC5qc29uUEsBAhQDFAAAAAgA",
  "U4F8Xfkei+jLAAAANgEAAAkAAAAAAAAAAAAAAKSBXwAAAGZyb250LmpwZ1BLAQIUAxQAAAAIAFOBfF2E6I6OpAAAALAAAAAIAAAAAAAAAAAAAA",
  "CkgVEBAABmYWNlLnBuZ1BLAQIUAxQAAAAIAFOBfF1u0DJBDgAAAAwAAAAIAAAAAAAAAAAAAACAARsCAABub3RlLnR4dFBLBQYAAAAABAAEANwA",
  "AABPAgAAAAA=",
];

const rounds = 3;

/** Reads and checks an invented archive: the first ones in a worker take several times as long as the next. */
export async function warmUp(): Promise<void> {
  const blob = new Blob([decodeBase64(archive.join(""))]);
  for (let round = 0; round < rounds; round += 1) {
    const { entries } = await readArchive(blob, defaultLimits);
    for await (const checks of checkAll(blob, entries, defaultLimits)) if (checks.length === 0) return;
  }
}
