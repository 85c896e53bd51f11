import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Finder, type FindScope } from "./find.ts";
import { jsonText, scanJsonText } from "./test-text.fixture.ts";

function find(text: string, wanted: string, scope: FindScope = "all", step = Number.POSITIVE_INFINITY) {
  const document = scanJsonText(text);
  const finder = new Finder(document.reader, wanted, scope);
  while (finder.at < document.sizeBytes) finder.run(Math.min(document.sizeBytes, finder.at + step));
  const offsets = Array.from({ length: finder.count }, (_, at) => finder.hit(at));
  return { offsets, nodes: offsets.map((offset) => document.index.nodeAtOffset(offset)), finder, document };
}

describe("find", () => {
  it("decodes escapes, folds case beyond ASCII, and searches names and values separately", () => {
    const text = '{"Name":"M\\u00dcLLER","b":"müller","müller":1,"c":["Mu\\u006cler"]}';
    expect(find(text, "Müller").offsets).toHaveLength(3);
    expect(find(text, "MÜLLER", "names").nodes).toEqual([3]);
    expect(find(text, "müller", "values").nodes).toEqual([1, 2]);
    expect(find(text, "ÜLLE").offsets).toHaveLength(3);
  });

  it("does not match punctuation between tokens or letters of an escape", () => {
    expect(find('{"a":"b","n":"\\n\\u00fc"}', ":").offsets).toEqual([]);
    expect(find('{"a":"b"}', '":"').offsets).toEqual([]);
    expect(find('["\\n"]', "n").offsets).toEqual([]);
    expect(find('["\\u00fc"]', "fc").offsets).toEqual([]);
    expect(find('["\\\\n"]', "n").offsets).toHaveLength(1);
    expect(find('["\\\\u00fc"]', "u00FC").offsets).toHaveLength(1);
    expect(find('["a\\"b"]', 'A"B').offsets).toHaveLength(1);
  });

  it("matches numbers and literals as sent", () => {
    expect(find("[12345678901234567890,1E400,-0,true]", "567890").offsets).toHaveLength(2);
    expect(find("[12345678901234567890,1E400,-0,true]", "e400").offsets).toHaveLength(1);
    expect(find("[true,null]", "TRU").offsets).toHaveLength(1);
  });

  it("matches the first and last letter of a string and four-byte letters", () => {
    expect(find('"abc"', "a").offsets).toEqual([1]);
    expect(find('"abc"', "c").offsets).toEqual([3]);
    expect(find('["x😀y","\\ud83d\\ude00"]', "😀").offsets).toHaveLength(2);
    expect(find('["ſtraße","STRASSE"]', "st").offsets).toHaveLength(2);
  });

  it("matches letters that are equal under Unicode case folding", () => {
    expect(find('["Straße","STRASSE","STRA\u1e9eE","stra\\u00dfe"]', "strasse").offsets).toHaveLength(4);
    expect(find('["Straße","STRASSE"]', "straße").offsets).toHaveLength(2);
    expect(find('["Zo\u00eb","Zoe\u0308","ZO\\u00CB","Zoe\\u0308"]', "zoë").offsets).toHaveLength(4);
    expect(find('["Zo\u00eb","Zoe\u0308"]', "zoe\u0308").offsets).toHaveLength(2);
    expect(find('["\u0130stanbul","\\u0130stanbul"]', "i\u0307stanbul").offsets).toHaveLength(2);
    expect(find('["ΣΊΣΥΦΟΣ","σίσυφος"]', "σίσυφος").offsets).toHaveLength(2);
    expect(find('["ﬁnal"]', "FINAL").offsets).toHaveLength(1);
    // A match cannot end inside a folded letter.
    expect(find('["Fuß"]', "fus").offsets).toEqual([]);
  });

  it("matches across escapes and raw letters, and surrogate pairs in any notation", () => {
    expect(find('["caf\\u00e9","café","c\\u0061fé"]', "café").offsets).toHaveLength(3);
    expect(find('["a\\ud83d\\ude00b","a😀b"]', "A😀B").offsets).toHaveLength(2);
    expect(find('["tab\\tstop","tab\\u0009stop"]', "tab\tstop").offsets).toHaveLength(2);
    expect(find('["a\\/b"]', "a/b").offsets).toHaveLength(1);
    expect(find('["\\ud83d"]', "😀").offsets).toEqual([]);
  });

  it("returns the same hits as a search of every decoded string, for any step size", () => {
    /** Folds each letter to one array item, because a match starts and ends between items. */
    const chunks = (text: string) =>
      Array.from(text, (letter) => letter.toLowerCase().toUpperCase().toLowerCase().normalize("NFD"));
    const countIn = (text: string, wanted: string) => {
      const letters = chunks(text);
      const sought = chunks(wanted).join("");
      let count = 0;
      for (let from = 0; from < letters.length; from++) {
        for (let to = from + 1; to <= letters.length; to++) {
          if (letters.slice(from, to).join("") !== sought) continue;
          count++;
          from = to - 1;
          break;
        }
      }
      return count;
    };
    fc.assert(
      fc.property(
        jsonText,
        fc.constantFrom("a", "Z", "ü", "ł", "0", "B", "1e", "\n", "\\", '"', "aa", "Zb", "ß", "ss", "\u0301", "😀"),
        fc.integer({ min: 1, max: 30 }),
        (text, wanted, step) => {
          const { document, offsets } = find(text, wanted, "all", step);
          const { reader, index } = document;
          let expected = 0;
          for (let node = 0; node < index.nodeCount; node++) {
            const span = reader.span(node);
            const texts = [reader.name(node) ?? ""];
            if (span.kind === "string") texts.push(JSON.parse(reader.text(span.valueFrom, span.valueTo)));
            else if (span.kind !== "object" && span.kind !== "array")
              texts.push(reader.text(span.valueFrom, span.valueTo));
            for (const one of texts) expected += countIn(one, wanted);
          }
          expect(offsets).toHaveLength(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("matches long texts at any offset, escaped or not", () => {
    const words = fc.constantFrom("needle-at-90", "Passport", "strasse", "0123456789");
    const spell = (word: string, how: number) =>
      Array.from(word, (letter, at) => {
        if ((how >> at) & 1) return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
        return (how >> (at + 3)) & 1 ? letter.toUpperCase() : letter;
      }).join("");
    const around = fc.stringMatching(/^[a-zA-Z0-9 :,ü{}-]{0,20}$/);
    const part = fc.tuple(around, fc.nat(), fc.constantFrom("", "\\\\", "\\n", '\\"', "\\u00fc"));
    fc.assert(
      fc.property(words, fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), (word, parts, step) => {
        const text = parts.map(([before, how, sign]) => `${before}${sign}${spell(word, how)}`).join("|");
        const { offsets, document } = find(`["${text}"]`, word, "all", step);
        const decoded: string = JSON.parse(document.reader.text(1, document.sizeBytes - 1));
        expect(offsets).toHaveLength(decoded.toLowerCase().split(word.toLowerCase()).length - 1);
      }),
      { numRuns: 300 },
    );
  });
});
