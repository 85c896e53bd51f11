/** One element of about 560 bytes, as an identification provider might write it. */
function makeElement(id: number): string {
  return JSON.stringify({
    id,
    transactionCode: `TX-${id}`,
    status: id % 3 === 0 ? "REVIEW" : "PASSED",
    person: { firstName: "Zoë", lastName: "Müller-Łukasz", dateOfBirth: "1984-02-29", nationality: "CHE" },
    document: { type: "ID_CARD", number: `X${1_000_000 + id}`, dateOfExpiry: "2031-05-04" },
    score: 0.123 + id,
    checks: [
      { name: "nfc_chip", result: "PASSED" },
      { name: "liveness", result: "PASSED" },
    ],
    createdAt: "2026-11-23T10:00:00.000Z",
    fourEyes: true,
    note: null,
    sha256: "9c56cc51b374c3ba189210d5b6d4bf57a1e0c3d2b4f6a8908172635445362718",
  });
}

/** A text of about `sizeBytes` with the word `needle-at-90` at nine tenths. */
export function makeRecordText(sizeBytes: number): string {
  const parts: string[] = [];
  let size = 0;
  let marked = false;
  for (let id = 0; size < sizeBytes; id++) {
    const offset: boolean = !marked && size > sizeBytes * 0.9;
    const element = offset ? makeElement(id).replace(`"TX-${id}"`, '"Needle-At-90"') : makeElement(id);
    marked ||= offset;
    parts.push(element);
    size += element.length + 3;
  }
  return `{"schema":"bench/1","events":[${parts.join(",\n")}]}`;
}

export const makeDeepText = (levels: number) => `${'{"a":['.repeat(levels / 2)}1${"]}".repeat(levels / 2)}`;
export const makeFlatText = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => `item ${at}`));
