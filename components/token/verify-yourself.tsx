"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import type { Verdict } from "#lib/token/schema";
import { makeCommands, verifyScript } from "#lib/token/verify-yourself";

export function VerifyYourself({ verdict, evidenceId }: { verdict: Verdict; evidenceId: string }) {
  const t = useTranslations("token.yourself");
  const algorithm = verdict.checks.find(({ name }) => name === "algorithm");
  const alg = algorithm?.outcome === "pass" ? verdict.header?.alg : null;
  if (!verdict.key?.pem || typeof alg !== "string")
    return (
      <Card title={t("title")}>
        <p className="text-soft">{t("unavailable")}</p>
      </Card>
    );
  const tokenFile = `${evidenceId}-token.jwt`;
  const keyFile = `${evidenceId}-key.pem`;
  return (
    <Card title={t("title")}>
      <div className="space-y-3">
        <p>{t("intro")}</p>
        <p className="text-soft">{t("thumbprint")}</p>
        <Listing title={t("openssl")} what={t("commands")} text={makeCommands(alg, tokenFile, keyFile)} />
        <Listing title={t("script")} what={t("scriptName")} text={verifyScript}>
          {`node verify.mjs ${tokenFile} ${keyFile}`}
        </Listing>
      </div>
    </Card>
  );
}

function Listing(props: { title: string; what: string; text: string; children?: string }) {
  const { title, what, text, children } = props;
  return (
    <details>
      <summary className="min-h-6 font-medium">{title}</summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs leading-relaxed"
        translate="no"
      >
        {text}
      </pre>
      {children ? <code className="mt-1 block font-mono text-xs break-words text-soft">{children}</code> : null}
      <div className="mt-2">
        <CopyButton text={text} what={what} withLabel />
      </div>
    </details>
  );
}
