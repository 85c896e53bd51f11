import { getTranslations } from "next-intl/server";
import { SignInPanel } from "#components/session/sign-in-panel";
import { readSignIn } from "#lib/session/read-sign-in";

export async function generateMetadata() {
  const t = await getTranslations("session");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  return <SignInPanel {...(await readSignIn(await searchParams))} />;
}
