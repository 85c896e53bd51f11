/** `20,516`: grouped, so that a size is never the same characters as a number inside the evidence. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}
