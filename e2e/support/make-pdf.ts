/** Creates a PDF with a valid cross-reference table (ISO 32000-1, 7.5). The first object is the catalogue. */
export function makePdf(objects: readonly string[]): Buffer {
  let text = "%PDF-1.7\n";
  const locations = objects.map((object, index) => {
    const location = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return location;
  });
  const start = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${locations.map((location) => `${String(location).padStart(10, "0")} 00000 n \n`).join("")}`;
  return Buffer.from(`${text}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}
