"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { announce } from "./live-region.tsx";

const shownMs = 1500;

type CopyButtonProps = {
  /** Text to copy, or a function that creates it when pressed. */
  text: string | (() => string | Promise<string>);
  /** What is copied, for the accessible name: "evidence id", "JSON Pointer". */
  what: string;
  /** Full label, if "Copy" and `what` do not form one. */
  label?: string;
  withLabel?: boolean;
  /** The one button that the page suggests. */
  isPrimary?: boolean;
};

export function CopyButton({ text, what, label, withLabel = false, isPrimary = false }: CopyButtonProps) {
  const t = useTranslations("ui");
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  function say(result: "copied" | "copyFailed") {
    setOutcome(result);
    announce(t(result));
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      say("copied");
    } catch {
      say("copyFailed");
    }
  }

  return (
    <Button
      look={isPrimary ? "primary" : withLabel ? "plain" : "quiet"}
      icon={outcome === "copied" ? Check : Copy}
      iconOnly={!withLabel}
      {...(withLabel ? { "data-command": "" } : {})}
      onClick={copy}
    >
      {label ?? t("copyWhat", { what })}
    </Button>
  );
}
