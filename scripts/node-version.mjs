/** Plain JavaScript without imports, because it must also run on unsupported Node versions. */

/** Older versions of Node 22 drop headers past the hundredth; package.json repeats it in `engines`. */
const oldest = [22, 23, 3];
/** Older patch levels of these lines have known vulnerabilities. Lines with an uneven number get no fixes after half a year. */
const safe = { 22: [22, 23, 4], 24: [24, 22, 1], 26: [26, 12, 1] };
const production = `the newest Node 24 (${safe[24].join(".")} or newer)`;

function isBelow(version, bound) {
  for (let index = 0; index < 3; index += 1) {
    if (version[index] !== bound[index]) return version[index] < bound[index];
  }
  return false;
}

/**
 * @param {string} text
 * @param {{ isPackaged?: boolean }} [more] `isPackaged`: the Node of the development packages, which its user did not choose
 * @returns {{ verdict: "refused" | "warned" | "packaged" | "fine", message: string }}
 */
export function judgeNodeVersion(text, { isPackaged = false } = {}) {
  const version = text.split(".").map((part) => Number.parseInt(part, 10));
  if (isBelow(version, oldest)) {
    const message = `Node ${text} is too old. Use ${oldest.join(".")} or newer; in production, ${production}.`;
    return { verdict: "refused", message };
  }
  const bound = safe[version[0]];
  const hasEnded = !bound && version[0] % 2 === 1;
  if (!hasEnded && !(bound && isBelow(version, bound))) return { verdict: "fine", message: "" };
  if (isPackaged) {
    const message = `Evidence Desk runs on the packaged Node ${text}. In production, use ${production} with: npm run serve`;
    return { verdict: "packaged", message };
  }
  const use = hasEnded ? production : `${bound.join(".")} or newer of this line`;
  return { verdict: "warned", message: `Node ${text} has known vulnerabilities. Use ${use}.` };
}
