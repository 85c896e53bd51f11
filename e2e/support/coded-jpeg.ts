/** JPEGs in codings that no tool at hand writes. */

/** 16 × 16 pixels from black to white, arithmetic coding (ITU T.81 Annex D), transcoded by jpegtran of libjpeg-turbo. */
export const arithmeticJpeg = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//yQALCAAQABABAREA/8wABgAQEAX/2gAIAQEAAD8A/wB2qhVGVxjKdX4v8v5PaDr/2Q==",
  "base64",
);

type Options = {
  /** 8, or 12 (extended sequential coding). */
  precision?: 8 | 12;
  /** Blocks between restart markers; 0 without them. */
  interval?: number;
  /** The frame header leaves the height to a DNL segment behind the first scan (ITU T.81 §B.2.5). */
  isLate?: boolean;
};

const [width, height] = [64, 48];

/** 64 × 48 grey pixels in eight columns from dark to light, each block with its first coefficient only. */
export function makeGreyJpeg({ precision = 8, interval = 0, isLate = false }: Options = {}): Buffer {
  const blocks = (width / 8) * (height / 8);
  const data: number[] = [];
  for (let from = 0, restart = 0; from < blocks; from += interval || blocks, restart += 1) {
    if (restart > 0) data.push(0xff, 0xd0 + ((restart - 1) & 7));
    data.push(...codeBlocks(from, Math.min(from + (interval || blocks), blocks), precision));
  }
  const codes = Array.from({ length: 15 }, (_, index) => index);
  const first = [0, 0, 0, 0, 15, ...Array.from({ length: 12 }, () => 0), ...codes];
  const others = [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0];
  const lines = [0, height];
  const frame = [precision, ...(isLate ? [0, 0] : lines), 0, width, 1, 1, 0x11, 0];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 16)]),
    ...segment(precision === 12 ? 0xc1 : 0xc0, frame),
    ...segment(0xc4, first),
    ...segment(0xc4, others),
    ...(interval > 0 ? segment(0xdd, [0, interval]) : []),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...data,
    ...(isLate ? segment(0xdc, lines) : []),
    ...[0xff, 0xd9],
  ]);
}

const segment = (marker: number, content: number[]) => [0xff, marker, 0, content.length + 2, ...content];

/** Each block: the category of the difference in four bits, its bits, and the end of the block in one bit. */
function codeBlocks(from: number, to: number, precision: number): number[] {
  let bits = "";
  let last = 0;
  for (let block = from; block < to; block += 1) {
    const level = (((block % (width / 8)) + 0.5) / (width / 8) - 0.5) * 2 ** precision;
    // The first coefficient is eight times the mean; the quantization step is 16.
    const difference = Math.round(level / 2) - last;
    last += difference;
    const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const value = difference < 0 ? difference + 2 ** category - 1 : difference;
    bits += category.toString(2).padStart(4, "0");
    if (category > 0) bits += value.toString(2).padStart(category, "0");
    bits += "0";
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  const bytes = bits.match(/.{8}/gu)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return bytes.flatMap((byte) => (byte === 255 ? [255, 0] : [byte]));
}
