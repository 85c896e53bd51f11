"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { maxPasskeyName } from "#lib/passkey/schema";

type AddPasskeyProps = { until: string; isBusy: boolean; add: (name: string) => Promise<boolean> };

/** Names and adds a passkey; a failure keeps the name. */
export function AddPasskey({ until, isBusy, add }: AddPasskeyProps) {
  const t = useTranslations("passkey");
  const hintId = useId();
  const [name, setName] = useState("");
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && name.trim() === "";

  async function submit() {
    setTried(true);
    if (name.trim() === "" || isBusy) return;
    if (!(await add(name))) return;
    setName("");
    setTried(false);
  }

  return (
    <form
      noValidate
      className="rounded-lg border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="block">
        <span className="font-semibold">{t("name")}</span>
        <input
          type="text"
          value={name}
          maxLength={maxPasskeyName}
          autoComplete="off"
          aria-required
          aria-invalid={isMissing}
          aria-describedby={hintId}
          onChange={(event) => setName(event.target.value)}
          className="mt-1.5 block min-h-10 w-full rounded-lg border border-edge bg-sheet px-3"
        />
      </label>
      <p id={hintId} className={`mt-1 text-xs ${isMissing ? "text-contradicted" : "text-soft"}`}>
        {t(isMissing ? "nameMissing" : "nameHint")}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button look="primary" type="submit" icon={KeyRound} disabled={isBusy} aria-busy={isBusy}>
          {t("add")}
        </Button>
        <p className="text-xs text-soft">
          {isBusy ? t("asking") : t.rich("until", { time: () => <Time inline at={until} /> })}
        </p>
      </div>
    </form>
  );
}
