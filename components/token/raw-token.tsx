"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import { saveBlob } from "#components/ui/save-blob";
import { Verbatim } from "#components/ui/verbatim";
import { useMasking } from "#lib/evidence/use-masking";
import type { Verdict } from "#lib/token/schema";
import { splitToken, tokenBytes } from "#lib/token/token-bytes";

const parts = ["header", "payload", "signature", "tail"] as const;
const colours = { header: "text-accent", payload: "text-ink", signature: "text-unsure", tail: "text-soft" };
const personal = new Set<string>(["payload", "tail"]);
/** Maximum characters shown; longer parts lose their middle, because millions of characters would freeze the page. */
const maxChars = 6000;

/** Shows the token coloured by part (an SD-JWT adds disclosures); copy and download use the verdict's exact bytes. */
export function RawToken(props: { verdict: Verdict; evidenceId: string; footer: ReactNode }) {
  const { verdict, evidenceId, footer } = props;
  const t = useTranslations("token.raw");
  const { masked } = useMasking();
  const split = verdict.tokenEncoding === "utf-8" ? splitToken(verdict.token) : null;
  const shown = parts.filter((part) => part !== "tail" || split?.tail !== "");
  return (
    <Card title={t("title")} footer={footer}>
      {split ? (
        <>
          <p className="mb-2 flex flex-wrap gap-x-4 text-xs">
            {shown.map((part) => (
              <span key={part} className={`font-medium ${colours[part]}`}>
                {t(`parts.${part}`)}
              </span>
            ))}
          </p>
          <p className="max-h-80 overflow-y-auto font-mono text-[0.8125rem] break-all" dir="ltr" translate="no">
            {shown.map((part, index) => (
              <Fragment key={part}>
                {index > 0 && part !== "tail" ? "." : ""}
                <span className={colours[part]}>{personal.has(part) && masked ? "••••••" : shorten(split[part])}</span>
              </Fragment>
            ))}
          </p>
          {masked ? <p className="mt-2 text-soft">{t("masked")}</p> : null}
          {shown.some((part) => split[part].length > maxChars) ? <p className="mt-2 text-soft">{t("cut")}</p> : null}
        </>
      ) : (
        <>
          {verdict.tokenEncoding === "base64" ? <p className="mb-2 text-soft">{t("base64")}</p> : null}
          {masked ? (
            <>
              <p className="font-mono text-[0.8125rem]">••••••</p>
              <p className="mt-2 text-soft">{t("masked")}</p>
            </>
          ) : (
            <Verbatim text={verdict.token} cap={2000} />
          )}
        </>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <CopyButton text={verdict.token} what={t("what")} withLabel />
        <Button icon={Download} onClick={() => saveBlob(new Blob([tokenBytes(verdict)]), `${evidenceId}-token.jwt`)}>
          {t("download")}
        </Button>
      </div>
    </Card>
  );
}

const shorten = (text: string) =>
  text.length > maxChars ? `${text.slice(0, maxChars / 2)} … ${text.slice(-maxChars / 2)}` : text;
