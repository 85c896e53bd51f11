import type { ContentType } from "./model.ts";

const named = (label: string): ContentType => ({
  kind: "binary",
  label,
  mime: "application/octet-stream",
  extension: "bin",
});

/** The files that macOS adds beside a person's own. AppleSingle and AppleDouble: RFC 1740. */
const types = {
  "00051607": named("AppleDouble"),
  "00051600": named("AppleSingle"),
} as const;
const folderSettings: ContentType = { ...named(".DS_Store"), mime: "application/vnd.apple.ds-store" };

/** `.DS_Store` begins with the number 1 and the letters of its buddy allocator. */
const folderSettingsMagic = "0000000142756431";

/** @returns null if `head` begins none of these files */
export function findAppleFile(head: Uint8Array): ContentType | null {
  if (head[0] !== 0) return null;
  const start = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (start === folderSettingsMagic) return folderSettings;
  return types[start.slice(0, 8) as keyof typeof types] ?? null;
}

/** True for metadata that has the name of its file with `._` before it, as macOS writes it, whatever its extension. */
export function isSidecar(name: string, { label }: ContentType): boolean {
  return label === "AppleDouble" && /(?:^|\/)\._[^/]*$/u.test(name);
}
