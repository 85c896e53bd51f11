import { findAppleFile } from "./apple-files.ts";
import { readImageSize } from "./image-size.ts";
import { findMagic } from "./magic-numbers.ts";
import type { ContentType } from "./model.ts";
import { sniffAsn1 } from "./sniff-asn1.ts";
import { sniffText } from "./sniff-text.ts";

/** Shares one object per type without pixel size, so that structured clone sends it once for thousands of files. */
const shared = new Map<string, ContentType>();

function share(type: ContentType): ContentType {
  if (type.pixels) return type;
  const key = `${type.kind} ${type.extension} ${type.label} ${type.detail}`;
  const known = shared.get(key);
  if (known) return known;
  shared.set(key, type);
  return type;
}

/** Detects the file type from the first bytes, never from the name. `binary` with label `Unknown` means that another detector may know more. */
export function sniff(head: Uint8Array, sizeBytes: number): ContentType {
  return share(name(head, sizeBytes));
}

function name(head: Uint8Array, sizeBytes: number): ContentType {
  if (sizeBytes === 0) return { kind: "empty", label: "Empty", mime: "application/octet-stream", extension: "bin" };
  const apple = findAppleFile(head);
  if (apple !== null) return apple;
  const known = findMagic(head, sizeBytes);
  if (known !== null) return withPixels(known, head);
  return (
    sniffAsn1(head, sizeBytes) ??
    sniffText(head, sizeBytes) ?? {
      kind: "binary",
      label: "Unknown",
      mime: "application/octet-stream",
      extension: "bin",
    }
  );
}

function withPixels(type: ContentType, head: Uint8Array): ContentType {
  if (type.kind !== "image" && type.kind !== "jpeg2000") return type;
  const size = readImageSize(head, type.mime);
  return size ? { ...type, detail: `${size.width} × ${size.height}`, pixels: size } : type;
}
