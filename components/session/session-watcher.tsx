"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { paths } from "#lib/paths";
import { type SessionKey, watchSession } from "#lib/session/session-watcher";
import { isLeaving } from "#lib/session/sign-in-and-out";

/** Unmounts its children when the session ends, clears the query cache, and loads the sign-in page as a new document. */
export function SessionWatcher({ subject, roles, children }: SessionKey & { children: ReactNode }) {
  const t = useTranslations("session");
  const queries = useQueryClient();
  const [isOver, setOver] = useState(false);
  const roleList = roles.join(" ");
  useEffect(
    () =>
      watchSession({ subject, roles: roleList.split(" ") }, () => {
        setOver(true);
        queries.clear();
        if (isLeaving()) return;
        const { pathname, search } = location;
        // Runs after this render, so that the children's cleanup comes first.
        setTimeout(() =>
          location.replace(paths.signIn(pathname === paths.home() ? undefined : `${pathname}${search}`)),
        );
      }),
    [subject, roleList, queries],
  );
  return isOver ? <p className="p-8 text-soft">{t("over")}</p> : children;
}
