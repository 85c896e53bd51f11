/** PDF counts in points; the report's paper is described in millimetres. */
export const mm = 72 / 25.4;
