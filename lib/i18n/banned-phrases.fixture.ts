/** Phrases of the style guide that a pattern finds reliably; the rest is for a reader. `instead` is the advice. */
export const bannedPhrases: readonly { pattern: RegExp; instead: string }[] = [
  { pattern: /(?<!there )\b(?:is|are) no\b(?! longer)/i, instead: "is not a" },
  { pattern: /\b(?:is|are) none\b/i, instead: "is missing" },
  { pattern: /\b(?:whoever|somebody|nobody)\b/i, instead: "the actor" },
  { pattern: /\b(?:doors?|knock\w*)\b/i, instead: "route handler, request" },
  { pattern: /\b(?:strangers?|tricksters?)\b/i, instead: "unknown, unauthenticated" },
  { pattern: /\bfarewell\b/i, instead: "RP-initiated logout" },
  { pattern: /(?<!single[- ])\bflights?\b/i, instead: "pending, in progress" },
  { pattern: /\btamed?\b/i, instead: "restricted" },
  { pattern: /\b(?:oddit(?:y|ies)|gravest)\b/i, instead: "anomaly, highest" },
  { pattern: /\bodd\b(?! number)/i, instead: "unusual, anomaly" },
  { pattern: /\b(?:told|held)\b/i, instead: "reported, current, cached" },
  { pattern: /\b(?:pieces?|stretch(?:es)?)\b/i, instead: "chunk, part, byte range" },
  { pattern: /\bpacked\b/i, instead: "compressed" },
  { pattern: /\b(?:bring|brings|brought) home\b/i, instead: "redirect" },
  { pattern: /\bif it stays so\b|\bbelongs? together\b|\bwhat came\b|\bas it should be\b/i, instead: "the fact" },
  { pattern: /\bin words\b|\blooks? at\b|\bby hand\b/i, instead: "as text, reads, manually" },
  { pattern: /\bthis desk\b/i, instead: "Evidence Desk" },
  { pattern: /\bof (?:ours|theirs)\b/i, instead: "our, their" },
];

export function findBannedPhrases(text: string): string[] {
  return bannedPhrases.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text);
    return found ? [`“${found[0]}”, instead: ${instead}`] : [];
  });
}
