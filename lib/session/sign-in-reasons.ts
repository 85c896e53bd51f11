/** Faults of single sign-on that the sign-in page names, and their codes in its address. */
export const oidcFaultCodes = {
  noRole: "AccessDenied",
  rolesMissing: "OidcRolesMissing",
  rolesOverage: "OidcRolesOverage",
  rolesForm: "OidcRolesForm",
  issuer: "OidcIssuer",
  tenant: "OidcTenant",
  clock: "OidcClock",
  userInfo: "OidcUserInfo",
  subject: "OidcSubject",
} as const;

export type OidcFaultReason = keyof typeof oidcFaultCodes;
export type SignInReason = OidcFaultReason | "refused" | "provider" | "limited";

const reasons = new Map<string, SignInReason>([
  ...Object.entries(oidcFaultCodes).map(([reason, code]) => [code, reason as OidcFaultReason] as const),
  ["CredentialsSignin", "refused"],
  ["TooManyAttempts", "limited"],
]);

/** @param code the error code in the address of the sign-in page; next-auth has codes beside ours */
export function readSignInReason(code: unknown): SignInReason | null {
  if (typeof code !== "string" || code === "SessionRequired") return null;
  return reasons.get(code) ?? "provider";
}
