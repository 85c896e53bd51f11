import { toHex } from "#lib/bytes/hex";
import { type OtherContentFields, readCms, type SignedDataFields } from "#lib/formats/x509/cms";
import { readElement, readElements } from "#lib/formats/x509/der";

export type DataGroupDigest = { number: number; digest: string };

const ldsSecurityObject = "2.23.136.1.1.1";
const efSodTag = 0x77;

export type SecurityObject = SignedDataFields & { dataGroups: DataGroupDigest[] };

/**
 * Reads SignedData and the data group digests of an EF.SOD (ICAO 9303-10 §4.6.2), with or without its outer tag. Other SignedData gives no digests.
 * @throws if the bytes are not SignedData
 */
export async function readSecurityObject(bytes: Uint8Array<ArrayBuffer>): Promise<SecurityObject> {
  const content = await readCmsFile(bytes);
  if (!("signers" in content)) throw new RangeError("Not signed data");
  return content;
}

/** Reads an EF.SOD or any other CMS. @throws if the bytes are not CMS */
export async function readCmsFile(bytes: Uint8Array<ArrayBuffer>): Promise<SecurityObject | OtherContentFields> {
  const content = await readCms(bytes[0] === efSodTag ? readElement(bytes).content : bytes);
  if (!("signers" in content)) return content;
  const { eContentType, eContent } = content;
  return { ...content, dataGroups: eContentType === ldsSecurityObject && eContent ? readDataGroups(eContent) : [] };
}

/** Parses `LDSSecurityObject ::= SEQUENCE { version, hashAlgorithm, SEQUENCE OF SEQUENCE { number, digest } }` (ICAO 9303-10). */
function readDataGroups(content: Uint8Array<ArrayBuffer>): DataGroupDigest[] {
  try {
    const [outer] = readElements(content);
    const groups = outer && readElements(outer.content)[2];
    if (!groups) return [];
    return readElements(groups.content).map((group) => {
      const [number, digest] = readElements(group.content);
      return { number: number?.content[0] ?? 0, digest: toHex(digest?.content ?? new Uint8Array()) };
    });
  } catch {
    return [];
  }
}
