import { Verbatim } from "#components/ui/verbatim";

const laws = new Map([
  ["ZERTES", "ZertES"],
  ["EIDAS", "eIDAS"],
]);

/** Quality and legislation, such as `QES · ZertES`; unknown words are shown as sent. */
export function QualityAndLaw({ quality, legislation }: { quality: string | null; legislation: string | null }) {
  const law = legislation === null ? null : (laws.get(legislation) ?? legislation);
  const words = [quality, law].filter((word) => word !== null);
  return words.length === 0 ? null : <Verbatim plain text={words.join(" · ")} cap={60} />;
}
