import * as z from "#lib/runtime/zod";

/** Response of `GET /api/auth/session`; empty without a session. */
export const sessionSchema = z.object({
  user: z.optional(z.object({ name: z.string(), email: z.nullable(z.string()), id: z.string() })),
  roles: z.optional(z.array(z.string())),
  expires: z.optional(z.string()),
});
export type SessionResponse = z.infer<typeof sessionSchema>;

const ownSessionSchema = z.object({
  /** Names the session in `DELETE /api/sessions/{id}`; opens nothing. */
  id: z.string(),
  startedAt: z.string(),
  lastActAt: z.string(),
  /** When it ends without another action of the person. */
  endsAt: z.string(),
  browser: z.nullable(z.string()),
  platform: z.nullable(z.string()),
  isCurrent: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** Response of `GET /api/sessions`: the active sessions of the person, this one first. Times are ISO 8601 in UTC. */
export const ownSessionsSchema = z.object({ items: z.array(ownSessionSchema) });

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
