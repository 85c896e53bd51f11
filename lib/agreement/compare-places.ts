import { compareNamesOf } from "./compare-names.ts";
import { agrees, type CompareFunction, notComparable, type ValueComparison } from "./comparison.ts";

/** Names of one city in several languages, for cities frequent in documents. */
const exonyms =
  `zurich zurigo|geneve genf geneva ginevra|bern berne berna|basel bale basilea|luzern lucerne lucerna|lausanne losanna|
  fribourg freiburg friburgo|neuchatel neuenburg|sion sitten|biel bienne|chur coire coira|solothurn soleure soletta|
  stgallen saintgall sangallo sanktgallen|schaffhausen schaffhouse sciaffusa|bellinzona bellinzone|sierre siders|wien vienna vienne|
  munchen munich monacodibaviera|koln cologne colonia|rom roma rome|mailand milano milan|turin torino|venedig venezia venice venise|
  florenz firenze florence|neapel napoli naples|genua genova genoa genes|paris parigi|london londres londra|lyon lione|nizza nice|
  strassburg strasbourg strasburgo|brussel bruxelles brussels|prag praha prague praga|warschau warszawa warsaw varsovie varsavia|
  moskau moskva moscow moscou mosca|lissabon lisboa lisbon lisbonne lisbona|athen athens athenes atene|
  belgrad beograd belgrade belgrado|bukarest bucuresti bucharest bucarest|kopenhagen kobenhavn copenhagen copenhague|kiew kyiv kiev`
    .split("|")
    .map((group) => new Set(group.trim().split(/\s+/)));

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}|[^\p{L}]/gu, "")
    .replaceAll("ß", "ss")
    .replace(/ø/g, "o");

const isExonym = (left: string, right: string) =>
  exonyms.some((group) => group.has(plain(left)) && group.has(plain(right)));

const compareSpellings = compareNamesOf("place");

/** Never returns `differs`: a city has a name per language, and a village may go by its district. */
export const comparePlaces: CompareFunction = (left, right): ValueComparison => {
  const found = compareSpellings(left, right);
  if (found.outcome !== "differs") return found;
  return isExonym(left, right) ? agrees("same_place") : notComparable("other_place_name");
};
