/** Stops Next from using the product's instrumentation file, which it finds by searching up to the repository root. */
export function register() {}
