import { makePdf } from "../../lib/formats/pdf/make-pdf.fixture.ts";

/** Script that a page must never run. */
export const script = "<script>alert(1);location='https://example.org/';fetch('https://example.org/stolen')</script>";

/** PDF with an open action that runs script, and an external link. */
export function makeScriptedPdf(): Buffer {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A<</S/URI/URI(https://example.org/)>>>>]>>",
    "<</Length 39>>stream\nBT /F1 24 Tf 20 100 Td (Hostile) Tj ET  \nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  return makePdf(objects);
}
