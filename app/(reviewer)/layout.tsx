import type { ReactNode } from "react";
import { AccountMenu } from "#components/session/account-menu";
import { SessionWatcher } from "#components/session/session-watcher";
import { QueryProvider } from "#components/shell/query-provider";
import { Shell } from "#components/shell/shell";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { describeEnvironment } from "#lib/provider/environment";
import { roles } from "#lib/session/model";
import { requireReviewer } from "#lib/session/require-reviewer";

/** The frame of every page behind sign-in. Each page asks for its own roles besides: a layout is not asked every time. */
export default async function ReviewerLayout({ children }: { children: ReactNode }) {
  const person = await requireReviewer(roles, paths.home());
  return (
    <QueryProvider>
      <SessionWatcher />
      <Shell
        roles={person.roles}
        environment={describeEnvironment(settings().provider)}
        account={<AccountMenu person={person} />}
      >
        {children}
      </Shell>
    </QueryProvider>
  );
}
