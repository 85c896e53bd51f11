/** Tables of iconv-lite: names of other encodings, or the 128 or 256 characters of one with single bytes. */
declare module "iconv-lite/encodings/sbcs-data-generated.js" {
  const tables: Record<string, string | { type: "_sbcs"; chars: string }>;
  export default tables;
}
declare module "iconv-lite/encodings/sbcs-data.js" {
  const tables: Record<string, string | number | { type: "_sbcs"; chars: string }>;
  export default tables;
}
