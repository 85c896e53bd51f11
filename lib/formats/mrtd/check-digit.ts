/** Computes an MRZ check digit: A to Z count as 10 to 35, fillers as 0; weights 7, 3, 1 (ICAO 9303-3 §4.9). */
export function computeCheckDigit(field: string): string {
  let sum = 0;
  for (let at = 0; at < field.length; at++) {
    const sign = field.charAt(at);
    const value = sign === "<" ? 0 : Number.parseInt(sign, 36);
    sum += value * (at % 3 === 0 ? 7 : at % 3 === 1 ? 3 : 1);
  }
  return String(sum % 10);
}
