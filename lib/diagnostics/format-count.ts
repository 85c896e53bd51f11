/** Groups digits (`20,516`), so that a size never equals a number in the evidence. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}
