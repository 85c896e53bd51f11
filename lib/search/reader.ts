/** Bundles what reads a text in one part, which pages load on demand. */

export { findTicket } from "./find-ticket.ts";
export { markRecognised } from "./mark-recognised.ts";
export { maxTextLength, parseSearchInput } from "./parse-search-input.ts";
