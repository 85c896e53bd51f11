import { alpha2Codes } from "./country-codes.ts";

/** Adjectives and names that the browser lacks, in English, German, French and Italian; German ones without endings. */
const further = `CH swiss schweizer schweizerin schweizerisch suisse suissesse svizzero svizzera svizra confoederatio-helvetica helvetia swiss-confederation schweizerische-eidgenossenschaft confederation-suisse confederazione-svizzera
LI liechtensteiner liechtensteinerin liechtensteinisch liechtensteinois liechtensteinoise principality-of-liechtenstein furstentum-liechtenstein principaute-de-liechtenstein
DE german deutsch deutscher deutsche allemand allemande tedesco tedesca federal-republic-of-germany bundesrepublik-deutschland republique-federale-d-allemagne repubblica-federale-di-germania brd
AT austrian osterreicher osterreicherin osterreichisch autrichien autrichienne austriaco austriaca republic-of-austria republik-osterreich
FR french franzose franzosin franzosisch francais francaise francese french-republic republique-francaise
IT italian italiener italienerin italienisch italien italienne italiano italiana italian-republic repubblica-italiana
ES spanish spanier spanierin spanisch espagnol espagnole spagnolo spagnola espana espanol espanola kingdom-of-spain
PT portuguese portugiese portugiesin portugiesisch portugais portugaise portoghese portugues portuguesa portuguese-republic
GB british brite britin britisch britannique britannico britannica england great-britain grossbritannien grande-bretagne gran-bretagna united-kingdom-of-great-britain-and-northern-ireland british-citizen uk
IE irish ire irin irisch irlandais irlandaise irlandese republic-of-ireland eire
NL dutch niederlander niederlanderin niederlandisch hollander neerlandais neerlandaise hollandais olandese holland nederland nederlandse kingdom-of-the-netherlands
BE belgian belgier belgierin belgisch belge belga kingdom-of-belgium belgique belgie
LU luxembourger luxemburger luxemburgerin luxemburgisch luxembourgeois luxembourgeoise lussemburghese
DK danish dane danin danisch danois danoise danese danmark
SE swedish schwede schwedin schwedisch suedois suedoise svedese sverige
NO norwegian norweger norwegerin norwegisch norvegien norvegienne norvegese norge
FI finnish finne finnin finnisch finlandais finlandaise finlandese suomi
IS icelandic islander islanderin islandisch islandais islandaise islandese
PL polish pole polin polnisch polonais polonaise polacco polacca polska republic-of-poland
CZ czech tscheche tschechin tschechisch tcheque ceco ceca czech-republic tschechische-republik republique-tcheque repubblica-ceca
SK slovak slowake slowakin slowakisch slovaque slovacco slovacca slovak-republic slowakische-republik
HU hungarian ungar ungarin ungarisch hongrois hongroise ungherese magyar
RO romanian rumane rumanin rumanisch roumain roumaine rumeno rumena romania
BG bulgarian bulgare bulgarin bulgarisch bulgaro bulgara
GR greek grieche griechin griechisch grec grecque greco greca hellenic-republic hellas
HR croatian kroate kroatin kroatisch croate croato croata hrvatska republic-of-croatia
SI slovenian slovene slowene slowenin slowenisch slovene sloveno slovena slovenija
RS serbian serbe serbin serbisch serbo serba srbija republic-of-serbia
BA bosnian bosnier bosnierin bosnisch bosniaque bosniaco bosniaca bosnia-and-herzegovina bosnien-und-herzegowina bosnie-herzegovine bosnia-erzegovina bosnia bosnien
ME montenegrin montenegriner montenegrinerin montenegrinisch montenegrino montenegrina
MK macedonian north-macedonian mazedonier mazedonierin mazedonisch nordmazedonisch macedonien macedonienne macedone macedonia mazedonien macedoine
AL albanian albaner albanerin albanisch albanais albanaise albanese shqiperia
XK kosovar kosovare kosovarin kosovarisch kosovarde kosovaro kosovara kosova
EE estonian este estin estnisch estonien estonienne estone eesti
LV latvian lette lettin lettisch letton lettone latvija
LT lithuanian litauer litauerin litauisch lituanien lituanienne lituano lituana lietuva
MT maltese malteser malteserin maltesisch maltais maltaise
CY cypriot zypriot zyprer zypriotin zypriotisch chypriote cipriota
TR turkish turke turkin turkisch turc turque turco turca turkiye turkey turkei turquie turchia republic-of-turkiye
UA ukrainian ukrainer ukrainerin ukrainisch ukrainien ukrainienne ucraino ucraina
RU russian russe russin russisch russo russa russian-federation russische-foderation federation-de-russie federation-russe federazione-russa
BY belarusian belarusse belarussisch weissrussland weissrussisch bielorusse bielorusso bielorussa bielorussie
MD moldovan moldauer moldauerin moldauisch moldave moldavo moldava republic-of-moldova moldova moldawien
GE georgian georgier georgierin georgisch georgien georgienne georgiano georgiana
AM armenian armenier armenierin armenisch armenien armenienne armeno armena
AZ azerbaijani aserbaidschaner aserbaidschanisch azerbaidjanais azero azera
KZ kazakh kasache kasachin kasachisch kazakhe kazako kazaka
US american amerikaner amerikanerin amerikanisch us-amerikaner us-amerikanisch americain americaine americano americana statunitense usa u-s-a united-states-of-america vereinigte-staaten-von-amerika etats-unis-d-amerique stati-uniti-d-america
CA canadian kanadier kanadierin kanadisch canadien canadienne canadese
MX mexican mexikaner mexikanerin mexikanisch mexicain mexicaine messicano messicana
BR brazilian brasilianer brasilianerin brasilianisch bresilien bresilienne brasiliano brasiliana brasil
AR argentine argentinian argentinier argentinierin argentinisch argentin argentino argentina
CL chilean chilene chilenin chilenisch chilien chilienne cileno cilena
CO colombian kolumbianer kolumbianerin kolumbianisch colombien colombienne colombiano colombiana
PE peruvian peruaner peruanerin peruanisch peruvien peruvienne peruviano peruviana
CN chinese chinesin chinesisch chinois chinoise cinese people-s-republic-of-china volksrepublik-china republique-populaire-de-chine repubblica-popolare-cinese
TW taiwanese taiwanesisch taiwanais taiwanaise
JP japanese japaner japanerin japanisch japonais japonaise giapponese
KR south-korean sudkoreaner sudkoreanisch coreen coreenne sud-coreen sudcoreano republic-of-korea korea
IN indian inder inderin indisch indien indienne indiano indiana republic-of-india
PK pakistani pakistaner pakistanisch pakistanais pakistanaise pakistano pakistana
BD bangladeshi bangladescher bangladais
LK sri-lankan srilanker srilankisch srilankais
PH filipino filipina philippine philippinisch philippin filippino filippina
TH thai thailander thailandisch thailandais thailandese
VN vietnamese vietnamesisch vietnamien vietnamienne vietnamita viet-nam
ID indonesian indonesier indonesisch indonesien indonesienne indonesiano
IR iranian iraner iranerin iranisch iranien iranienne iraniano iraniana islamic-republic-of-iran
IQ iraqi iraker irakisch irakien irakienne iracheno irachena
SY syrian syrer syrerin syrisch syrien syrienne siriano siriana syrian-arab-republic
AF afghan afghane afghanin afghanisch afghano afghana
IL israeli israelisch israelien israelienne israeliano israeliana
LB lebanese libanese libanesisch libanais libanaise
EG egyptian agypter agyptisch egyptien egyptienne egiziano egiziana
MA moroccan marokkaner marokkanisch marocain marocaine marocchino marocchina
TN tunisian tunesier tunesisch tunisien tunisienne tunisino tunisina
DZ algerian algerier algerisch algerien algerienne algerino algerina
ER eritrean eritreer eritreerin eritreisch erythreen erythreenne eritreo eritrea
ET ethiopian athiopier athiopisch ethiopien ethiopienne etiope
SO somali somalier somalisch somalien somalienne somalo
NG nigerianer nigerianisch nigerian nigeriane nigeriano
GH ghanaian ghanaer ghanaisch ghaneen ghaneenne ghanese
ZA south-african sudafrikaner sudafrikanisch sud-africain sudafricano republic-of-south-africa
AU australian australier australierin australisch australien australienne australiano
NZ new-zealander neuseelander neuseelandisch neo-zelandais neozelandese
CD democratic-republic-of-the-congo demokratische-republik-kongo republique-democratique-du-congo drc rdc
CG republic-of-the-congo republik-kongo republique-du-congo
DO dominican-republic dominikanische-republik republique-dominicaine repubblica-dominicana
CI ivory-coast elfenbeinkuste cote-d-ivoire costa-d-avorio
VA holy-see heiliger-stuhl saint-siege santa-sede vatican vatikan vaticano
XXA stateless staatenlos apatride apolide
XXB refugee fluchtling refugie rifugiato`;

/** Normalizes to lower-case base letters with hyphens and drops a leading article. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .replace(/^(?:the|die|der|das|la|le|les|l|il|lo|gli|i)-/, "");

let byName: Map<string, string> | null = null;

/** Inserts CLDR names first, because a name in one language can be an adjective in another. */
function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  for (const locale of ["en", "de", "fr", "it"]) {
    const display = new Intl.DisplayNames(locale, { type: "region" });
    for (const code of alpha2Codes) byName.set(plain(display.of(code) ?? ""), code);
  }
  for (const line of further.split("\n")) {
    const [code = "", ...more] = line.split(" ");
    for (const name of more) if (!byName.has(name)) byName.set(name, code);
  }
  return byName;
}

/** Strips German adjective endings: schweizerische, deutschen. */
const withoutEnding = (name: string) => name.replace(/(isch)(?:e|er|en|es|em)$/, "$1");

/** Finds a country code by name or adjective; umlauts may be transliterated. @returns null if unknown */
export function findCountryName(text: string): string | null {
  const name = withoutEnding(plain(text));
  return names().get(name) ?? names().get(name.replace(/([aou])e/g, "$1")) ?? null;
}
