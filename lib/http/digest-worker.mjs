/**
 * SHA-256 of streams, in a thread of its own. A message carries a piece of one stream, and is answered with the emptied
 * piece; one with `end` is answered with the digest; one with `drop` forgets the stream.
 * The thread is plain JavaScript because it is loaded by path, next to the built product as well as in tests.
 */
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";

const hashes = new Map();

function hashOf(id) {
  let hash = hashes.get(id);
  if (hash === undefined) {
    hash = createHash("sha256");
    hashes.set(id, hash);
  }
  return hash;
}

parentPort.on("message", ({ id, piece, sizeBytes, end, drop }) => {
  if (piece) {
    hashOf(id).update(new Uint8Array(piece, 0, sizeBytes));
    parentPort.postMessage({ id, piece }, [piece]);
  }
  if (end) parentPort.postMessage({ id, sha256: hashOf(id).digest("hex") });
  if (end || drop) hashes.delete(id);
});
