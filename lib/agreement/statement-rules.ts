import {
  type Compare,
  compareCountries,
  compareDates,
  compareDocumentTypes,
  compareEmails,
  compareFamilyNames,
  compareFirstNames,
  compareMobiles,
  compareMoments,
  compareNumbers,
  compareResults,
  compareText,
} from "./compare-values.ts";

/** Lower case, letters and digits only, so that `date_of_birth` and `dateOfBirth` are one name. */
export const plainName = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * A statement that schemas of identification providers are known to make. A value counts when its member has one of the
 * names, stands `within` (the nearest object with a name) and not under anybody `outside` the person identified.
 */
export type StatementRule = {
  name: string;
  isPersonal: boolean;
  compare: Compare;
  names: readonly string[];
  /** Further names that count only inside such an object; `""` is the top. */
  inside?: { names: readonly string[]; within: RegExp };
};

/** Objects that speak of somebody or something else than the person, the document or the identification. */
export const others =
  /agent|reviewer|operator|device|issuerof|company|business|employer|witness|parent|guardian|owner|creator|caller|shipping|billing|customer$|addressof/;

const person =
  /^(persons?|people|signers?|holder|subject|applicant|user|identity|persondata|personaldata|personalinformation|identificationdata|naturalperson)$/;
const document =
  /^(documents?|identitydocuments?|iddocuments?|identificationdocuments?|documentdata|passport|idcard|travel|traveldocuments?)$/;
const top = /^(|identification|result|data)$/;
/** Objects whose times are those of the identification; files, events and reviews have times of their own. */
const course = /^(|identification|result|data|times|timestamps|timeline|dates|process|session|status)$/;

const list = (text: string) => text.split(" ");

export const statementRules: readonly StatementRule[] = [
  {
    name: "evidence_id",
    isPersonal: false,
    compare: compareText,
    names: list("evidenceid identificationevidenceid"),
  },
  { name: "signature_request_id", isPersonal: false, compare: compareText, names: list("signaturerequestid srid") },
  { name: "transaction_code", isPersonal: false, compare: compareText, names: ["transactioncode"] },
  {
    name: "identification_id",
    isPersonal: false,
    compare: compareText,
    names: list("identificationid identificationuuid"),
  },
  { name: "account_id", isPersonal: false, compare: compareText, names: ["accountid"] },
  { name: "workflow_id", isPersonal: false, compare: compareText, names: ["workflowid"] },
  {
    name: "family_name",
    isPersonal: true,
    compare: compareFamilyNames,
    names: list("lastname familyname surname surnames primaryidentifier"),
  },
  {
    name: "given_name",
    isPersonal: true,
    compare: compareFirstNames,
    names: list("firstname firstnames givenname givennames forename forenames secondaryidentifier"),
  },
  {
    name: "full_name",
    isPersonal: true,
    compare: compareFirstNames,
    names: list("fullname"),
    inside: { names: list("name displayname"), within: person },
  },
  {
    name: "birth_date",
    isPersonal: true,
    compare: compareDates,
    names: list("dateofbirth birthdate birthday dob"),
  },
  { name: "birth_place", isPersonal: true, compare: compareFamilyNames, names: list("placeofbirth birthplace") },
  {
    name: "nationality",
    isPersonal: true,
    compare: compareCountries,
    names: list("nationality citizenship"),
  },
  {
    name: "document_number",
    isPersonal: true,
    compare: compareNumbers,
    names: list("documentnumber passportnumber idcardnumber"),
    inside: { names: list("number no"), within: document },
  },
  {
    name: "document_type",
    isPersonal: true,
    compare: compareDocumentTypes,
    names: list("documenttype"),
    inside: { names: list("type kind"), within: document },
  },
  {
    name: "issuing_country",
    isPersonal: true,
    compare: compareCountries,
    names: list("issuingcountry issuingstate countryofissue documentcountry"),
    inside: { names: ["country"], within: document },
  },
  {
    name: "document_issue",
    isPersonal: true,
    compare: compareDates,
    names: list("dateofissue issuedate"),
    inside: { names: list("issuedon issued"), within: document },
  },
  {
    name: "document_expiry",
    isPersonal: true,
    compare: compareDates,
    names: list("dateofexpiry documentexpiry documentexpirydate"),
    inside: { names: list("expirydate expirationdate validuntil expires expireson"), within: document },
  },
  { name: "email", isPersonal: true, compare: compareEmails, names: list("email emailaddress emailsha256 emailhash") },
  {
    name: "mobile",
    isPersonal: true,
    compare: compareMobiles,
    names: list("mobile mobilenumber mobilephone phone phonenumber telephone"),
  },
  {
    name: "result",
    isPersonal: false,
    compare: compareResults,
    names: list("overallresult finalresult identificationresult"),
    inside: { names: list("result outcome"), within: top },
  },
  {
    name: "created_at",
    isPersonal: false,
    compare: compareMoments,
    names: [],
    inside: { names: ["createdat"], within: course },
  },
  {
    name: "started_at",
    isPersonal: false,
    compare: compareMoments,
    names: [],
    inside: { names: ["startedat"], within: course },
  },
  {
    name: "completed_at",
    isPersonal: false,
    compare: compareMoments,
    names: [],
    inside: { names: ["completedat"], within: course },
  },
  {
    name: "reviewed_at",
    isPersonal: false,
    compare: compareMoments,
    names: [],
    inside: { names: ["reviewedat"], within: course },
  },
];

const byName = new Map<string, StatementRule[]>();
for (const rule of statementRules)
  for (const name of [...rule.names, ...(rule.inside?.names ?? [])])
    byName.set(name, [...(byName.get(name) ?? []), rule]);

/** True for a member's name that some rule knows, before its place is looked at. */
export const isKnownName = (plain: string) => byName.has(plain);

/**
 * The rule for a value in its place, or null.
 * @param names names of the objects around it from the top, then its own, as sent
 */
export function findRule(names: readonly string[]): StatementRule | null {
  const plain = names.map(plainName);
  const own = plain.at(-1) ?? "";
  const parent = plain.at(-2) ?? "";
  if (plain.slice(0, -1).some((name) => others.test(name))) return null;
  for (const rule of byName.get(own) ?? []) {
    if (rule.names.includes(own)) return rule;
    if (rule.inside?.names.includes(own) && rule.inside.within.test(parent)) return rule;
  }
  return null;
}
