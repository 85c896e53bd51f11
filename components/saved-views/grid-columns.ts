/** Columns of the list on a wide page: checkbox, title, signers, evidence, waiting, conclusion, decision, created. */
export const columns =
  "min-[900px]:grid-cols-[1.5rem_minmax(0,2.4fr)_minmax(0,1.3fr)_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.8fr)_minmax(0,1.1fr)_4.5rem]";
