import { createHash } from "node:crypto";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { MaskingOwner } from "#components/evidence/masking-owner";
import { AccountMenu } from "#components/session/account-menu";
import { SessionWatcher } from "#components/session/session-watcher";
import { MainNavigation } from "#components/shell/main-navigation";
import { QueryProvider } from "#components/shell/query-provider";
import { Shell } from "#components/shell/shell";
import { settings } from "#lib/env";
import { describeEnvironment } from "#lib/provider/environment";
import { authenticate } from "#lib/session/read-person";

/** Names the cookie of a preference without naming the person. */
function describeOwner(subject: string): string {
  return createHash("sha256").update(subject).digest("hex").slice(0, 12);
}

/**
 * The frame of every page behind sign-in. It is no door: each page asks for its own roles and leads to sign-in with its
 * own address, so without a person the frame just stays away.
 */
export default async function ReviewerLayout({ children }: { children: ReactNode }) {
  const person = await authenticate(await headers(), false);
  if (!person) return children;
  const theme = (await cookies()).get("theme")?.value ?? "system";
  return (
    <QueryProvider>
      <SessionWatcher subject={person.subject} roles={person.roles}>
        <Shell
          roles={person.roles}
          environment={describeEnvironment(settings().provider)}
          account={
            <AccountMenu name={person.name} roles={person.roles} theme={theme}>
              <div className="lg:hidden">
                <MainNavigation roles={person.roles} />
              </div>
            </AccountMenu>
          }
        >
          <MaskingOwner owner={describeOwner(person.subject)}>{children}</MaskingOwner>
        </Shell>
      </SessionWatcher>
    </QueryProvider>
  );
}
