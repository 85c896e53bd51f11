/** Next looks for this file up to the repository's root and would take the one of the product. */
export function register() {}
