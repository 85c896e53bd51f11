/** What Nodes from 22.13 on may lack, and something loads without calling it. */
import zlib from "node:zlib";

// undici names this function (Node 22.15) when it loads. No answer is ever decoded here, so it is never called.
zlib.createZstdDecompress ??= () => {
  throw new Error("This Node cannot decode Zstandard.");
};
