import { toHex } from "#lib/bytes/hex";
import { type CmsFields, readCms } from "#lib/formats/x509/cms";
import { readElements } from "#lib/formats/x509/der";

export type DataGroupDigest = { number: number; digest: string };

const ldsSecurityObject = "2.23.136.1.1.1";
const efSodTag = 0x77;

/**
 * Reads SignedData and the data group digests of an EF.SOD (ICAO 9303-10 §4.6.2), with or without its outer tag. Other SignedData gives no digests.
 * @throws if the bytes are not SignedData
 */
export async function readSecurityObject(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<CmsFields & { dataGroups: DataGroupDigest[] }> {
  const signed = await readCms(bytes[0] === efSodTag ? (readElements(bytes)[0]?.content ?? bytes) : bytes);
  const { eContentType, eContent } = signed;
  return { ...signed, dataGroups: eContentType === ldsSecurityObject && eContent ? readDataGroups(eContent) : [] };
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
