import { documentReaders } from "./forms/document-readers.fixture.ts";
import type { VendorForm } from "./forms/form.fixture.ts";
import { national } from "./forms/national.fixture.ts";
import { servicesAToJ } from "./forms/services-a-to-j.fixture.ts";
import { servicesKToSt } from "./forms/services-k-to-st.fixture.ts";
import { servicesSuToZ } from "./forms/services-su-to-z.fixture.ts";
import { standards } from "./forms/standards.fixture.ts";
import { structures } from "./forms/structures.fixture.ts";

export type { VendorForm } from "./forms/form.fixture.ts";

/** Record forms as identification services, document readers and standards publish them: schemas only, invented people. */
export const vendorForms: readonly VendorForm[] = [
  ...servicesAToJ,
  ...servicesKToSt,
  ...servicesSuToZ,
  ...documentReaders,
  ...standards,
  ...national,
  ...structures,
];
