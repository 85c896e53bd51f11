import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { both, compareEach } from "./compare-both-ways.fixture.ts";
import { compareFamilyNames, compareFullNames, compareGivenNames, compareNames } from "./compare-names.ts";

describe("family names", () => {
  compareEach(compareFamilyNames, [
    ["Müller", "Müller", "agrees equal_text"],
    ["Mu\u0308ller", "Müller", "agrees equal_text"],
    [" Müller ", "Müller", "agrees equal_text"],
    ["MÜLLER", "Müller", "agrees letter_case"],
    ["Ｍüller", "Müller", "agrees letter_case"],
    ["Mül\u00adler", "Müller", "agrees letter_case"],
    ["Müller\u200b", "Müller", "agrees letter_case"],
    ["O’Brien", "O'Brien", "agrees letter_case"],
    ["OʼBrien", "O`Brien", "agrees letter_case"],
    ["Meier‐Müller", "Meier-Müller", "agrees letter_case"],
    ["O’Brien", "OBrien", "agrees punctuation"],
    ["Meier Müller", "Meier-Müller", "agrees punctuation"],
    ["von Berg", "vonBerg", "agrees punctuation"],
    ["van den Berg", "Vandenberg", "agrees punctuation"],
    ["D’Angelo", "Dangelo", "agrees punctuation"],
    ["Muller", "Müller", "agrees without_diacritics"],
    ["Łukasz", "Lukasz", "agrees without_diacritics"],
    ["Šimić", "SIMIC", "agrees without_diacritics"],
    ["Müller-Łukasz", "Muller Lukasz", "agrees without_diacritics"],
    ["Groß", "Gross", "agrees without_diacritics"],
    ["GROẞ", "GROSS", "agrees without_diacritics"],
    ["Ionuţ", "Ionuț", "agrees without_diacritics"],
    ["Nguyễn", "NGUYEN", "agrees without_diacritics"],
    ["Đặng", "Dang", "agrees without_diacritics"],
    ["Yıldız", "YILDIZ", "agrees without_diacritics"],
    ["İnönü", "Inonu", "agrees without_diacritics"],
    ["Þórsson", "Thorsson", "agrees without_diacritics"],
    ["Sørensen", "Sorensen", "agrees without_diacritics"],
    ["Mueller", "Müller", "agrees umlauts_written_out"],
    ["Jørgensen", "JOERGENSEN", "agrees umlauts_written_out"],
    ["Åkesson", "AAKESSON", "agrees umlauts_written_out"],
    ["Björn Åke", "BJORN AAKE", "agrees umlauts_written_out"],
    ["Đoković", "DJOKOVIC", "agrees umlauts_written_out"],
    ["MUELLER<LUKASZ", "Müller-Łukasz", "agrees umlauts_written_out"],
    ["MUELLERLUKASZ", "Müller-Łukasz", "agrees umlauts_written_out"],
    ["MUNXXOZ", "Muñoz", "agrees machine_readable"],
    ["MUXXLLER", "Müller", "agrees machine_readable"],
    ["PAPADOPOULOSKONSTANTINIDI", "Papadopoulos-Konstantinidis", "agrees machine_readable"],
    ["Papadopoulos-Konstantinidi", "Papadopoulos-Konstantinidis", "similar cut_off"],
    ["Иванов", "Ivanov", "agrees transliteration"],
    ["ИВАНОВ", "IVANOV", "agrees transliteration"],
    ["Щербаков", "Shcherbakov", "agrees transliteration"],
    ["Чайковский", "Tschaikowski", "not_comparable other_script"],
    ["Чайковский", "Tschaikowskij", "agrees transliteration"],
    ["Хрущёв", "Khrushchev", "agrees transliteration"],
    ["Хрущёв", "Khrushchyov", "agrees transliteration"],
    ["Юрій", "Yurii", "agrees transliteration"],
    ["Зеленський", "Zelenskyi", "agrees transliteration"],
    ["Ђоковић", "Đoković", "agrees transliteration"],
    ["Жуковић", "Zukovic", "agrees transliteration"],
    ["Щерев", "Shterev", "agrees transliteration"],
    ["Παπαδόπουλος", "Papadopoulos", "agrees transliteration"],
    ["Ευαγγελίδης", "Evangelidis", "agrees transliteration"],
    ["Μπακογιάννη", "Bakogianni", "agrees transliteration"],
    ["Иванов", "Petrov", "not_comparable other_script"],
    ["Иванов", "Петров", "differs name_rules"],
    ["Фёдоров", "Федоров", "agrees without_diacritics"],
    ["山田", "Yamada", "not_comparable other_script"],
    ["محمد", "Mohammed", "not_comparable other_script"],
    ["כהן", "Cohen", "not_comparable other_script"],
    ["王", "李", "not_comparable other_script"],
    ["Мüller", "Müller", "not_comparable mixed_scripts"],
    ["Dr. Müller", "Müller", "agrees academic_title"],
    ["Prof. Dr. med. Müller", "Müller", "agrees academic_title"],
    ["Dr.med. Müller", "MUELLER", "agrees academic_title"],
    ["Prof.Dr.Müller", "Müller", "agrees academic_title"],
    ["lic. iur. Müller", "Müller", "agrees academic_title"],
    ["Dipl.-Ing. Müller", "Müller", "agrees academic_title"],
    ["Müller, MSc", "Müller", "agrees academic_title"],
    ["Müller LL.M.", "Müller", "agrees academic_title"],
    ["Müller, Ph.D.", "Müller", "agrees academic_title"],
    ["Herr Müller", "Müller", "agrees academic_title"],
    ["Frau Dr. Müller", "Prof. Müller", "agrees academic_title"],
    ["Mme Müller", "Müller", "agrees academic_title"],
    ["Sig.ra Rossi", "Rossi", "agrees academic_title"],
    ["M. Dupont", "Dupont", "similar academic_title"],
    ["Herr", "Frau", "not_comparable placeholder"],
    ["Herr", "Herr Müller", "similar double_name_part"],
    ["Müller geb. Meier", "Müller", "similar birth_name"],
    ["Müller geb. Meier", "Meier", "similar birth_name"],
    ["Müller née Meier", "Mueller", "similar birth_name"],
    ["MARTIN EPSE DURAND", "Durand", "similar birth_name"],
    ["Müller (Meier)", "Müller", "similar birth_name"],
    ["Rossi nata Bianchi", "Bianchi", "similar birth_name"],
    ["Müller-Meier", "Müller", "similar double_name_part"],
    ["García López", "Garcia", "similar double_name_part"],
    ["von Brönnimann", "Brönnimann", "similar without_particles"],
    ["Berg, von", "von Berg", "similar without_particles"],
    ["d'Angelo", "Angelo", "similar without_particles"],
    ["al-Hassan", "Hassan", "similar without_particles"],
    ["de la Cruz", "Cruz", "similar without_particles"],
    ["Lê", "Lê Thị", "similar double_name_part"],
    ["Meier Müller", "Müller Meier", "similar other_order"],
    ["Müller Jr.", "Müller", "similar name_suffix"],
    ["Müller III", "Müller", "similar name_suffix"],
    ["Müller Sr.", "Müller Jr.", "similar name_suffix"],
    ["Müller-Meier", "Meier-Huber", "similar part_of_name"],
    ["M.", "Müller", "similar initials"],
    ["Mueller", "Muller", "similar umlaut_spellings"],
    ["MÃ¼ller", "Müller", "similar damaged_letters"],
    ["M?ller", "Müller", "similar damaged_letters"],
    ["M\ufffdller", "Müller", "similar damaged_letters"],
    ["M&uuml;ller", "Müller", "similar damaged_letters"],
    ["M&#252;ller", "Müller", "similar damaged_letters"],
    ["M\\u00fcller", "Müller", "similar damaged_letters"],
    ["Meier", "Maier", "differs name_rules"],
    ["Müler", "Müller", "differs name_rules"],
    ["von Berg", "von Stein", "differs name_rules"],
    ["Dr. Müller", "Dr. Meier", "differs name_rules"],
    ["", "Müller", "not_comparable placeholder"],
    ["-", "Müller", "not_comparable placeholder"],
    ["n/a", "Müller", "not_comparable placeholder"],
    ["XXX", "XXX", "not_comparable placeholder"],
    ["N.N.", "Müller", "not_comparable placeholder"],
    ["unbekannt", "Müller", "not_comparable placeholder"],
    ["<<<<", "Müller", "not_comparable placeholder"],
    ["Null", "null", "not_comparable placeholder"],
    ["Null", "Null", "agrees equal_text"],
    ["M****r", "Müller", "not_comparable masked"],
    ["a".repeat(64), "Müller", "not_comparable hashed"],
    ["M".repeat(1_000_000), "Müller", "not_comparable too_long"],
  ]);
});

describe("given names", () => {
  compareEach(compareGivenNames, [
    ["Jean-Pierre", "Jean Pierre", "agrees punctuation"],
    ["JEANPIERRE", "Jean-Pierre", "agrees punctuation"],
    ["ANNA<MARIA", "Anna Maria", "agrees letter_case"],
    ["Anna", "Anna Maria", "similar fewer_given_names"],
    ["Zoe", "Zoë Sophie", "similar fewer_given_names"],
    ["Maria", "Anna Maria Luisa", "similar fewer_given_names"],
    ["Maria Anna", "Anna Maria", "similar other_order"],
    ["Anna Eva", "Anna Maria", "similar part_of_name"],
    ["L. Z.", "Lukas Zoé", "similar initials"],
    ["L.Z.", "Lukas Zoé", "similar initials"],
    ["J.-P.", "Jean-Pierre", "similar initials"],
    ["Lukas Z.", "Lukas Zoé", "similar initials"],
    ["É.", "Eric", "similar initials"],
    ["JP", "Jean-Pierre", "similar initials"],
    ["Dr.", "Lukas", "not_comparable placeholder"],
    ["Chr.", "Christian", "similar initials"],
    ["Ma. Luisa", "Luisa", "similar academic_title"],
    ["K.", "Lukas", "differs name_rules"],
    ["Johann (Hans)", "Hans", "similar birth_name"],
    ["Bill", "William", "differs name_rules"],
    ["Anna", "Anne", "differs name_rules"],
    ["Phil", "Phil", "agrees equal_text"],
    ["Phil", "Philipp", "differs name_rules"],
  ]);
});

describe("full names", () => {
  compareEach(compareFullNames, [
    ["Anna Müller", "Anna Mueller", "agrees umlauts_written_out"],
    ["Müller, Anna", "Anna Müller", "agrees comma_order"],
    ["MUELLER, Anna", "Anna Müller", "agrees comma_order"],
    ["MUELLER<<ANNA", "Anna Müller", "agrees machine_readable"],
    ["MUELLER<<ANNA<<<<<<", "Anna Müller", "agrees machine_readable"],
    ["Dr. Anna Müller, MSc", "Anna Müller", "agrees academic_title"],
    ["Herr Dr. iur. Lukas Müller", "Lukas Müller", "agrees academic_title"],
    ["Müller, Dr. Anna", "Anna Müller", "agrees comma_order"],
    ["Müller Anna", "Anna Mueller", "similar other_order"],
    ["Anna Müller", "Anna Maria Müller", "similar fewer_given_names"],
    ["Anna Maria Müller", "Anna Maria", "similar part_of_name"],
    ["Anna Müller", "Anna Meier", "similar part_of_name"],
    ["A. Müller", "Anna Müller", "similar initials"],
    ["Анна Иванова", "Anna Ivanova", "agrees transliteration"],
    ["Иванова Анна Петровна", "Anna Ivanova", "similar part_of_name"],
    ["Anna Müller", "Eva Meier", "differs name_rules"],
    ["Ludwig van Beethoven", "Vincent van Gogh", "differs name_rules"],
  ]);

  it("return the rule name without an outcome", () => {
    expect(compareNames("Anna Müller", "Müller Anna")).toBe("other_order");
    expect(compareNames("Anna Müller", "Eva Meier")).toBeNull();
  });
});

const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäöüéèçñøåłšžđßæœțşıþð");
const word = fc
  .array(letter, { minLength: 2, maxLength: 10 })
  .map((letters) => letters.join(""))
  .filter((text) => !/^x+$/.test(text));
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const compares = [compareFamilyNames, compareGivenNames, compareFullNames];

describe("every name", () => {
  it("agrees with itself in both directions", () => {
    for (const compare of compares) {
      fc.assert(fc.property(name, (text) => ["agrees", "not_comparable"].includes(compare(text, text).outcome)));
      fc.assert(fc.property(name, name, (a, b) => compare(a, b).outcome === compare(b, a).outcome));
    }
  });

  it("agrees despite letter case, decomposition, missing marks, written-out umlauts and other separators", () => {
    const spellings: [string, (text: string) => string][] = [
      ["agrees", (text) => text.toUpperCase()],
      ["agrees", (text) => text.normalize("NFD")],
      ["agrees", (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "")],
      [
        "agrees",
        (text) => text.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss"),
      ],
      ["agrees", (text) => text.replaceAll(" ", "-")],
      ["agrees", (text) => text.replaceAll(" ", "")],
      // Short words may be parts of a title: "Dr. oec", "Dr. et".
      ["agrees", (text) => (/^\S{1,4}(?: |$)/.test(text) ? text : `Dr. ${text}`)],
      ["agrees", (text) => text.replaceAll("ñ", "nxx").toUpperCase().replaceAll(" ", "<")],
      ["similar", (text) => text.split(" ").reverse().join(" ")],
      ["similar", (text) => `von ${text}`],
      ["similar", (text) => `${text}-Zumthor`],
    ];
    for (const [least, spell] of spellings)
      for (const compare of compares)
        fc.assert(
          fc.property(name, (text) => {
            const { outcome, rule } = compare(text, spell(text));
            return rule === "placeholder" || outcome === "agrees" || (least === "similar" && outcome === "similar");
          }),
        );
  });

  it("differs with another base letter, under each agreeing spelling", () => {
    const plain = fc.array(fc.constantFrom(..."bcdfghjklmnpqrtvwz"), { minLength: 3, maxLength: 8 });
    const spellings: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => `Dr. ${text}`,
      (text) => `${text.slice(0, 2)}-${text.slice(2)}`,
      (text) => `${text.slice(0, 2)}<${text.slice(2)}`.toUpperCase(),
    ];
    fc.assert(
      fc.property(plain, fc.nat(7), fc.constantFrom(...spellings), (letters, at, spell) => {
        const changed = letters.map((one, index) => (index === at % letters.length ? (one === "b" ? "c" : "b") : one));
        return compares.every((compare) => compare(letters.join(""), spell(changed.join(""))).outcome !== "agrees");
      }),
    );
  });

  it("in plain letters agrees only with the same letters", () => {
    const plainWord = fc.stringMatching(/^[a-z]{2,9}$/).filter((text) => !/^(x+|dr|m[rsx]|hc)$/.test(text));
    const plain = fc.array(plainWord, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const isSame = a.replaceAll(" ", "") === b.replaceAll(" ", "");
        return isSame || compares.every((compare) => compare(a, b).outcome !== "agrees");
      }),
      { numRuns: 2000 },
    );
  });

  it("in Cyrillic with another letter does not agree with the original's romanisation", () => {
    const pairs = ["а", "б", "в", "г", "д", "л", "м", "н", "п", "р", "т", "ф"];
    const latin: Record<string, string> = {
      а: "a",
      б: "b",
      в: "v",
      г: "g",
      д: "d",
      л: "l",
      м: "m",
      н: "n",
      п: "p",
      р: "r",
      т: "t",
      ф: "f",
    };
    const text = fc.array(fc.constantFrom(...pairs), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(text, fc.nat(7), fc.constantFrom(..."bdlmnprtf"), (letters, at, other) => {
        const roman = letters.map((one) => latin[one] ?? "");
        expect(compareFamilyNames(letters.join(""), roman.join("")).outcome).toBe("agrees");
        const changed = roman.with(at % roman.length, other);
        if (changed.join() === roman.join()) return true;
        return compareFamilyNames(letters.join(""), changed.join("")).outcome !== "agrees";
      }),
    );
  });

  it("never throws, and reports long ones as too long", () => {
    for (const compare of compares)
      fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (a, b) => compare(a, b) !== undefined));
    const long = Array.from({ length: 500 }, () => "a").join(" ");
    expect(both(compareFullNames, long, `${long} b`.slice(2))).toBe("not_comparable too_long");
  });
});
