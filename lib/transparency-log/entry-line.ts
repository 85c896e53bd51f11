import { decodeCanonicalBase64, decodeHash } from "./canonical-base64.ts";
import { computeCommitment, isLeaf, type Leaf, saltBytes } from "./leaf.ts";

/** An entry as the log passes it on. `salt` (base64) and `content` are null together: erased, or withheld. */
export type LogEntry = Leaf & { salt: string | null; content: string | null };

/** The entry as it is passed on, its names in the fixed order; hashes of `path` are base64. */
export type EntryLine = Omit<LogEntry, "at"> & { at: string; path?: string[] };

export function toEntryLine(entry: LogEntry, path?: readonly Buffer[]): EntryLine {
  const { index, at, event, commitment, salt, content } = entry;
  const line = { index, at: new Date(at).toISOString(), event, commitment, salt, content };
  return path === undefined ? line : { ...line, path: path.map((hash) => hash.toString("base64")) };
}

/** Formats one line of an export without its line feed. */
export function formatEntryLine(entry: LogEntry, path?: readonly Buffer[]): string {
  return JSON.stringify(toEntryLine(entry, path));
}

const names = "index,at,event,commitment,salt,content";

function parseObject(line: string): { [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as { [name: string]: unknown })
      : null;
  } catch {
    return null;
  }
}

function parsePath(path: unknown): Buffer[] | null {
  if (!Array.isArray(path)) return null;
  const hashes = path.map((hash) => (typeof hash === "string" ? decodeHash(hash) : null));
  return hashes.includes(null) ? null : (hashes as Buffer[]);
}

const isSalt = (salt: unknown): salt is string =>
  typeof salt === "string" && decodeCanonicalBase64(salt)?.length === saltBytes;

/**
 * Parses one line of an export. `path` is null for a line without one.
 * @returns null for a line in another form: then its leaf is unknown
 */
export function parseEntryLine(line: string): { entry: LogEntry; path: Buffer[] | null } | null {
  const value = parseObject(line);
  if (value === null) return null;
  const hasPath = Object.hasOwn(value, "path");
  const path = hasPath ? parsePath(value.path) : null;
  const { index, at, event, commitment, salt, content } = value;
  if (Object.keys(value).join(",") !== (hasPath ? `${names},path` : names) || (hasPath && path === null)) return null;
  if (
    typeof index !== "number" ||
    typeof at !== "string" ||
    typeof event !== "string" ||
    typeof commitment !== "string"
  )
    return null;
  const isOpen = isSalt(salt) && typeof content === "string";
  if (!isOpen && (salt !== null || content !== null)) return null;
  const leaf = { index, at: Date.parse(at), event, commitment };
  if (!isLeaf(leaf) || new Date(leaf.at).toISOString() !== at) return null;
  return { entry: { ...leaf, salt: isOpen ? salt : null, content: isOpen ? content : null }, path };
}

/** True if salt and content are those of the commitment. */
export function isOpened({ salt, content, commitment }: LogEntry): boolean {
  return salt !== null && content !== null && computeCommitment(Buffer.from(salt, "base64"), content) === commitment;
}
