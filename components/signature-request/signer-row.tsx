"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import { Verbatim } from "#components/ui/as-sent";
import { paths } from "#lib/paths";
import { formatSignerName, type Signer } from "#lib/signature-request/model";
import { StatusWord } from "./request-words.tsx";
import { SignerEvidence } from "./signer-evidence.tsx";

type SignerRowProps = { srId: string; signer: Signer; position: number };

export function SignerRow({ srId, signer, position }: SignerRowProps) {
  const t = useTranslations("signatureRequest");
  const name = formatSignerName(signer);
  const shown = name === null ? t("nameless", { position }) : <Masked text={name} />;
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 px-4 py-3 not-last:border-b not-last:border-line has-[a]:hover:bg-raised md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_1rem]">
      <div className="min-w-0">
        {signer.evidenceId ? (
          <Link
            href={paths.evidence(srId, signer.evidenceId)}
            prefetch={false}
            className="font-medium after:absolute after:inset-0"
          >
            {shown}
          </Link>
        ) : (
          <span className="font-medium">{shown}</span>
        )}
        <p className="truncate text-xs text-soft">{signer.email ? <Masked text={signer.email} /> : null}</p>
      </div>
      <div className="text-sm max-md:text-right">
        <StatusWord word={signer.statusCode} />
      </div>
      <div className="min-w-0 max-md:col-span-2">
        <SignerEvidence srId={srId} signer={signer} />
        {signer.evidenceId ? (
          <p className="mt-1 text-xs text-soft">
            <Verbatim text={signer.evidenceId} cap={60} />
          </p>
        ) : null}
      </div>
      {signer.evidenceId ? <ChevronRight aria-hidden className="size-4 text-soft max-md:hidden" /> : <span />}
    </li>
  );
}
