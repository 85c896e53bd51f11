import { expect, test } from "vitest";
import { detectFileType } from "./detect-file-type.ts";
import { sniff } from "./sniff.ts";

const identify = (bytes: Uint8Array) => detectFileType(sniff(bytes, bytes.length), new Blob([new Uint8Array(bytes)]));
const fill = (...start: number[]) => Buffer.concat([Buffer.from(start), Buffer.alloc(600)]);

test.each([
  ["a Windows shortcut", fill(0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46), "lnk"],
  ["a Flash film", fill(0x46, 0x57, 0x53, 9), "swf"],
  ["a module of WebAssembly", fill(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), "wasm"],
  ["a cabinet", fill(0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0), "cab"],
])("detects %s as a program", async (_, bytes, extension) => {
  expect(await identify(bytes)).toMatchObject({ kind: "executable", extension });
});

test("keeps the type from our own table, and leaves unrecognised types unknown", async () => {
  expect((await identify(fill(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).label).toBe("PNG");
  expect((await identify(fill(0xfe, 0xfe, 1, 2))).label).toBe("Unknown");
  expect(await identify(fill(0x38, 0x42, 0x50, 0x53))).toMatchObject({ kind: "binary", extension: "psd" });
});
