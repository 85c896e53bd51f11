/** Loads what reads the text of the search box. Rejects if the network or the server does not answer. */
export const loadReader = () => import("./reader.ts");
