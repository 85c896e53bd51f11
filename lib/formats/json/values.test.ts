import { describe, expect, it } from "vitest";
import { recogniseNumber, recogniseString } from "./recognise-value.ts";
import { isExactNumber } from "./scan-anomalies.ts";
import { scanJsonText } from "./test-text.fixture.ts";
import { copyText, decodeBase64Value, readValueText } from "./value-text.ts";

const png = `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk${"A".repeat(200)}`;

describe("recogniseString", () => {
  it("recognises times, digests, images and documents by format", () => {
    const recognise = (text: string) => recogniseString(text.slice(0, 256), text.length)?.what ?? null;
    expect(recognise("2026-11-23T10:00:00.123Z")).toBe("time");
    expect(recognise("2026-11-23T10:00:00+01:00")).toBe("time");
    expect(recognise("2026-13-45T10:00:00Z")).toBeNull();
    expect(recognise("1984-02-29")).toBeNull();
    expect(recognise("a".repeat(64))).toBe("digest");
    expect(recognise("g".repeat(64))).toBeNull();
    expect(recogniseString(png.slice(0, 256), png.length)).toMatchObject({ what: "base64", media: "image/png" });
    expect(recogniseString(`data:image/jpeg;base64,/9j/${"A".repeat(40)}`, 67)).toMatchObject({ media: "image/jpeg" });
    expect(recogniseString(`JVBERi0xLjcK${"A".repeat(40)}`, 52)).toMatchObject({ media: "application/pdf" });
    expect(recognise("lorem ipsum dolor ".repeat(20))).toBeNull();
    expect(recognise("abcdefghij".repeat(30))).toBeNull();
    expect(recogniseNumber("exp", "1790000000")).toMatchObject({ what: "time" });
    expect(recogniseNumber("size", "1790000000")).toBeNull();
  });

  it.each(["0.1", "1.0", "100", "1e5", "1E+2", "-0", "5e-324", "100000000000000000000", "0.5000", "1e23"])(
    "%s is exact",
    (text) => {
      expect(isExactNumber(text)).toBe(true);
    },
  );
  it.each(["12345678901234567890", "0.1000000000000000055511151231257827", "1E400", "1e-400", "9007199254740993"])(
    "%s is not",
    (text) => {
      expect(isExactNumber(text)).toBe(false);
    },
  );
});

describe("single values", () => {
  const document = scanJsonText(
    `{"a":"x\\u00fcy\\n","b":{"c":[1, 2]},"d":"${btoa("picture")}","e":12345678901234567890}`,
  );

  it("are copied decoded or byte for byte", () => {
    expect(copyText(document.reader, 1, "value")).toBe("xüy\n");
    expect(copyText(document.reader, 1, "sent")).toBe('"x\\u00fcy\\n"');
    expect(copyText(document.reader, 2, "sent")).toBe('{"c":[1, 2]}');
    expect(copyText(document.reader, 7, "value")).toBe("12345678901234567890");
    expect(copyText(document.reader, 2, "name")).toBe("b");
  });

  it("are read in parts that end between characters", () => {
    const long = scanJsonText(JSON.stringify("ü😀".repeat(1_000)));
    let text = "";
    for (let from: number | null = 0; from !== null; ) {
      const part = readValueText(long.reader, 0, from, 101);
      text += part.text;
      from = part.nextFrom;
    }
    expect(text).toBe(JSON.stringify("ü😀".repeat(1_000)));
  });

  it("are decoded from base64, or rejected if invalid", () => {
    expect(new TextDecoder().decode(decodeBase64Value(document.reader, 6) ?? undefined)).toBe("picture");
    expect(decodeBase64Value(scanJsonText('"a*b"').reader, 0)).toBeNull();
  });
});
