/** What modules that the page shares with the server import of Node for other callers; the page reaches none of it. */
const missing = (): never => {
  throw new Error("This function exists on the server only.");
};

export const createPublicKey = missing;
export const createHmac = missing;
export const verify = missing;
export const sign = missing;
export const hash = missing;
