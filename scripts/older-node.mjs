/** Adds functions that Node 22.13 lacks and that packages reference without calling. */
import zlib from "node:zlib";

// undici references this function (Node 22.15) when it loads, but no response is ever decoded here.
zlib.createZstdDecompress ??= () => {
  throw new Error("This version of Node can't decode Zstandard.");
};
