/** Plain JavaScript without imports, because it must also run on unsupported Node versions. */

const oldest = [22, 13, 0];
/** Older patch levels of these lines have known vulnerabilities. */
const safe = { 22: [22, 23, 4], 24: [24, 22, 1], 26: [26, 12, 1] };

function isBelow(version, bound) {
  for (let index = 0; index < 3; index += 1) {
    if (version[index] !== bound[index]) return version[index] < bound[index];
  }
  return false;
}

/**
 * @param {string} text
 * @returns {{ verdict: "refused" | "warned" | "fine", message: string }}
 */
export function judgeNodeVersion(text) {
  const version = text.split(".").map((part) => Number.parseInt(part, 10));
  if (isBelow(version, oldest)) {
    return {
      verdict: "refused",
      message: `Node ${text} is too old. Use Node 22.13 or newer; in production, the newest Node 24.`,
    };
  }
  const bound = safe[version[0]];
  if (bound && isBelow(version, bound)) {
    return {
      verdict: "warned",
      message: `Node ${text} has known vulnerabilities. Use ${bound.join(".")} or newer.`,
    };
  }
  return { verdict: "fine", message: "" };
}
