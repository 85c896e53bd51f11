import type { FontFiles } from "./typeface.ts";

const addresses: Record<keyof FontFiles, () => URL> = {
  regular: () => new URL("@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf", import.meta.url),
  bold: () => new URL("@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf", import.meta.url),
  mono: () => new URL("@expo-google-fonts/ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf", import.meta.url),
};

async function load(address: URL): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`A font of the report was not loaded: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Loads the fonts of the PDF from our origin, with the first one that is made. @throws Error if one cannot be loaded */
export async function loadFonts(): Promise<FontFiles> {
  const [regular, bold, mono] = await Promise.all([
    load(addresses.regular()),
    load(addresses.bold()),
    load(addresses.mono()),
  ]);
  return { regular, bold, mono };
}
