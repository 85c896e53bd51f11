import { createHash } from "node:crypto";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { MaskingOwner } from "#components/evidence/masking-owner";
import { ApproachWatcher } from "#components/overview/approach-watcher";
import { PasskeysButton } from "#components/passkey/passkeys-button";
import { ArrivalWatcher } from "#components/saved-views/arrival-watcher";
import { CheckWhenOpened } from "#components/saved-views/check-when-opened";
import { AccountMenu } from "#components/session/account-menu";
import { SessionWatcher } from "#components/session/session-watcher";
import { MainNavigation } from "#components/shell/main-navigation";
import { QueryProvider } from "#components/shell/query-provider";
import { Shell } from "#components/shell/shell";
import { settings } from "#lib/env";
import { hasRole } from "#lib/person";
import { describeEnvironment } from "#lib/provider/environment";
import { authenticate } from "#lib/session/read-person";

/** Derives a cookie name that does not reveal the person. */
function describeOwner(subject: string): string {
  return createHash("sha256").update(subject).digest("hex").slice(0, 12);
}

/** Renders the frame without authorizing: each page checks its roles and redirects to sign-in itself. */
export default async function ReviewerLayout({ children }: { children: ReactNode }) {
  const person = await authenticate(await headers(), false);
  if (!person) return children;
  const theme = (await cookies()).get("theme")?.value ?? "system";
  return (
    <QueryProvider>
      <ArrivalWatcher />
      <ApproachWatcher />
      <SessionWatcher subject={person.subject} roles={person.roles}>
        <Shell
          roles={person.roles}
          environment={describeEnvironment(settings().provider)}
          isPurposeRequired={settings().requirePurpose}
          account={
            <AccountMenu name={person.name} roles={person.roles} theme={theme}>
              <div className="lg:hidden">
                <MainNavigation roles={person.roles} />
              </div>
              {hasRole(person.roles, "reviewer") ? <CheckWhenOpened /> : null}
              {hasRole(person.roles, "reviewer") && settings().decision.isPasskeyRequired ? <PasskeysButton /> : null}
            </AccountMenu>
          }
        >
          <MaskingOwner owner={describeOwner(person.subject)}>{children}</MaskingOwner>
        </Shell>
      </SessionWatcher>
    </QueryProvider>
  );
}
