/** Months by name and abbreviation in English, German, French, Italian, Romansh, Spanish, Portuguese and Dutch. */
const names = [
  "jan january januar janner jaenner jaen jän janv janvier gen gennaio genn schaner ene enero janeiro januari",
  "feb february februar feber febr fevr fev fevrier febbraio favrer febrero fevereiro februari",
  "mar mär march marz maerz mrz mars marzo marco mrt maart",
  "apr april avr avril aprile avrigl abr abril",
  "may mai mag maggio matg mayo maio mei",
  "jun june juni juin giu giugno zercladur junio junho",
  "jul july juli juil juillet lug luglio fanadur julio julho",
  "aug august aou aout ago agosto avust augustus",
  "sep sept september septembre set sett settembre settember septiembre setembro",
  "oct october okt oktober octobre ott ottobre octubre outubro out",
  "nov november novembre noviembre novembro",
  "dec december dez dezember decembre dic dicembre diciembre dezembro",
];

const byName = new Map(names.flatMap((line, index) => line.split(" ").map((name) => [name, index + 1] as const)));
const roman = new Map(
  "i ii iii iv v vi vii viii ix x xi xii".split(" ").map((name, index) => [name, index + 1] as const),
);

const bare = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "");

/** Returns the months that a lower-case word may name: two for French `jui`. */
export function readMonthName(word: string): number[] {
  const month = byName.get(bare(word)) ?? roman.get(word);
  if (month !== undefined) return [month];
  return bare(word) === "jui" ? [6, 7] : [];
}
