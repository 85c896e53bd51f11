/** Reads the description of an ICC profile (ICC.1 §9.2.41, `desc` of version 2 or 4). @returns an empty string without one */
export function readIccName(profile: Uint8Array): string {
  if (profile.length < 132) return "";
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const count = Math.min(view.getUint32(128), 200);
  for (let at = 132; at + 12 <= Math.min(profile.length, 132 + count * 12); at += 12) {
    if (view.getUint32(at) !== 0x64657363) continue;
    const from = view.getUint32(at + 4);
    const bytes = profile.subarray(from, Math.min(from + view.getUint32(at + 8), from + 1000));
    if (bytes.length < 28) return "";
    const type = String.fromCharCode(...bytes.subarray(0, 4));
    const inner = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (type === "desc") return clean(new TextDecoder("latin1").decode(bytes.subarray(12, 12 + inner.getUint32(8))));
    if (type !== "mluc") return "";
    const [length, offset] = [inner.getUint32(20), inner.getUint32(24)];
    return clean(new TextDecoder("utf-16be").decode(bytes.subarray(offset, offset + length)));
  }
  return "";
}

const clean = (text: string) => text.replace(/\0[\s\S]*$/u, "").trim();
