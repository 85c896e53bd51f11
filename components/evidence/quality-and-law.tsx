import { Verbatim } from "#components/ui/verbatim";

/** Laws of qualified signatures, as the provider writes them and as they are known in every language. */
export const lawNames: ReadonlyMap<string, string> = new Map([
  ["ZERTES", "ZertES"],
  ["EIDAS", "eIDAS"],
]);

/** Quality and legislation, such as `QES · ZertES`; unknown words are shown as sent. */
export function QualityAndLaw({ quality, legislation }: { quality: string | null; legislation: string | null }) {
  const law = legislation === null ? null : (lawNames.get(legislation) ?? legislation);
  const words = [quality, law].filter((word) => word !== null);
  return words.length === 0 ? null : <Verbatim plain text={words.join(" · ")} cap={60} />;
}
