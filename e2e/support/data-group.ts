const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const tlv = (tag: number[], content: Uint8Array) =>
  Buffer.concat([Buffer.from([...tag, 0x83]), u32(content.length).subarray(1), content]);

/** Data group 2 of a travel document with this facial image (ICAO 9303-10 §4.7.2; ISO/IEC 19794-5:2005). */
export function makeDataGroup2(image: Uint8Array): Buffer {
  const face = Buffer.concat([u32(32 + image.length), Buffer.alloc(28), image]);
  const record = Buffer.concat([
    Buffer.from("4641430030313000", "hex"),
    u32(14 + face.length),
    Buffer.from([0, 1]),
    face,
  ]);
  const header = Buffer.from("a10e8101028201008702010188020008", "hex");
  const template = tlv([0x7f, 0x60], Buffer.concat([header, tlv([0x5f, 0x2e], record)]));
  return tlv([0x75], tlv([0x7f, 0x61], Buffer.concat([Buffer.from([2, 1, 1]), template])));
}
