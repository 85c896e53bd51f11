/**
 * What Node is told before it runs the server; package.json says the same to `npm run serve`.
 * V8 would let the young generation grow to 128 MB and keep it: half of what the whole process takes otherwise. With
 * half of that nothing becomes slower; with a quarter, small answers cost a fifth more.
 */
export const serveFlags = ["--max-semi-space-size=32"];
