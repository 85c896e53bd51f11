"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { ApiError, toProblem } from "#lib/api-client";
import { PasskeyFault } from "#lib/passkey/fault";
import { addPasskey, passkeysQuery, revokePasskey } from "#lib/passkey/query";
import type { Passkey } from "#lib/passkey/schema";
import { apiPaths } from "#lib/paths";
import { AddPasskey } from "./add-passkey.tsx";
import { PasskeyRow } from "./passkey-row.tsx";

/** The passkeys of the person, with adding and revoking. `onGone` runs when the focused button has gone. */
export function Passkeys({ onGone }: { onGone: () => void }) {
  const t = useTranslations("passkey");
  const queries = useQueryClient();
  const passkeys = useQuery(passkeysQuery());
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<"added" | "revoked" | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const list = passkeys.data;

  /** @returns true if it was done */
  async function run(outcome: "added" | "revoked", act: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setDone(null);
    setFailure(null);
    try {
      await act();
      setDone(outcome);
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  }
  const add = (name: string) =>
    run("added", async () => {
      if (list) queries.setQueryData(passkeysQuery().queryKey, await addPasskey(name, list));
    });
  async function revoke({ id }: Passkey) {
    await run("revoked", () => revokePasskey(id));
    await passkeys.refetch();
    onGone();
  }

  return (
    <div className="mt-3 space-y-4">
      <p role="status" className={done === null ? "sr-only" : ""}>
        {done === null ? null : t(done)}
      </p>
      {passkeys.isPending ? <p className="text-soft">{t("loading")}</p> : null}
      {failure === null ? null : <Failure failure={failure} origin={list?.origin ?? ""} />}
      {passkeys.error ? <ProblemNotice problem={toProblem(passkeys.error, apiPaths.passkeys())} /> : null}
      {list === undefined ? null : (
        <>
          {list.items.length === 0 ? <p className="text-soft">{t("none")}</p> : null}
          <ul className="space-y-2">
            {list.items.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} isBusy={isBusy} onRevoke={() => void revoke(passkey)} />
            ))}
          </ul>
          {list.enrolUntil === null ? (
            <Notice tone="silent" title={t("signInAgain.title")}>
              <p>{t("signInAgain.text")}</p>
            </Notice>
          ) : (
            <AddPasskey until={list.enrolUntil} isBusy={isBusy} add={add} />
          )}
        </>
      )}
    </div>
  );
}

function Failure({ failure, origin }: { failure: unknown; origin: string }) {
  const t = useTranslations("passkey");
  if (failure instanceof PasskeyFault)
    return (
      <Notice role="alert" tone="unsure" title={t("notDone")}>
        <p>{t(`fault.${failure.reason}`, { origin })}</p>
      </Notice>
    );
  if (failure instanceof ApiError && failure.problem.code === "forbidden")
    return (
      <Notice role="alert" tone="unsure" title={t("signInAgain.title")}>
        <p>{t("signInAgain.text")}</p>
      </Notice>
    );
  return <ProblemNotice problem={toProblem(failure, apiPaths.passkeys())} />;
}
