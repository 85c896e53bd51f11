import * as z from "#lib/runtime/zod";

/** Response of `GET /api/auth/session`; empty without a session. */
export const sessionSchema = z.object({
  user: z.optional(z.object({ name: z.string(), email: z.nullable(z.string()), id: z.string() })),
  roles: z.optional(z.array(z.string())),
  expires: z.optional(z.string()),
});
export type SessionResponse = z.infer<typeof sessionSchema>;

const providerSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  signinUrl: z.string(),
  callbackUrl: z.string(),
});

/** Response of `GET /api/auth/providers`: the configured one. */
export const providersSchema = z.object({ oidc: z.optional(providerSchema), demo: z.optional(providerSchema) });

/** Responses of next-auth's own protocol. */
export const csrfSchema = z.object({ csrfToken: z.string() });
export const redirectSchema = z.object({ url: z.string() });
