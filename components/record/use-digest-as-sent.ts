import { useEffect, useState } from "react";
import { useDigest } from "#components/evidence/use-digest";
import type { ReadBody } from "#lib/evidence/read-body";
import type { JsonSession } from "#lib/json-viewer/session";

type DigestOptions = {
  blob: Blob;
  /** Digest computed by the server; null for large records. */
  sha256: string | null;
  body: ReadBody | null;
  session: JsonSession | null;
  isRead: boolean;
};

/** SHA-256 in hex of the original bytes, also if decoded content is shown; null while computing. */
export function useDigestAsSent({ blob, sha256, body, session, isRead }: DigestOptions): string | null {
  const [digest, setDigest] = useState(sha256);
  // The worker has the shown bytes; decoded bodies keep at most 64 MiB of original bytes.
  const isDecoded = body !== null && body.shown !== blob;
  const ofSent = useDigest(digest === null && isDecoded ? blob : null);
  useEffect(() => {
    if (digest !== null || body === null || isDecoded || session === null || !isRead) return;
    let left = false;
    void session.client.call("digest", {}).then((response) => {
      if (!left) setDigest(response.sha256);
    });
    return () => {
      left = true;
    };
  }, [body, isDecoded, session, isRead, digest]);
  return digest ?? ofSent;
}
