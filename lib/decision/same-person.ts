/**
 * Email in the form by which accounts of one person are recognised: Unicode compatibility form, lower case, without a tag after `+`.
 * @returns null without an email
 */
export function comparableEmail(email: string | null): string | null {
  const text = email?.normalize("NFKC").trim().toLowerCase() ?? "";
  const at = text.lastIndexOf("@");
  if (at <= 0) return text === "" ? null : text;
  const local = text.slice(0, at);
  const tag = local.indexOf("+");
  return `${tag > 0 ? local.slice(0, tag) : local}${text.slice(at)}`;
}

/** A person, by the account; `email` in any spelling. */
export type Account = { subject: string; email: string | null };

/** True for one account, and for two accounts of one email, whatever their roles are. */
export function isSamePerson(one: Account, other: Account): boolean {
  if (one.subject === other.subject) return true;
  const email = comparableEmail(one.email);
  return email !== null && email === comparableEmail(other.email);
}
