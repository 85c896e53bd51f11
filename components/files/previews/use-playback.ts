import { type SyntheticEvent, useMemo } from "react";

export type Playing =
  | { phase: "loading" }
  | { phase: "failed" }
  /** `plays`: the browser's answer for a MIME type with a codec. */
  | { phase: "ready"; hasPicture: boolean; plays: (type: string) => boolean };

/** Events of a player that show what the browser really decodes. */
export function usePlayback(onPlaying: (playing: Playing) => void) {
  return useMemo(
    () => ({
      onLoadedMetadata: ({ currentTarget: player }: SyntheticEvent<HTMLMediaElement>) =>
        onPlaying({
          phase: "ready",
          hasPicture: "videoWidth" in player && Number(player.videoWidth) > 0,
          plays: (type) => player.canPlayType(type) !== "",
        }),
      onError: () => onPlaying({ phase: "failed" }),
    }),
    [onPlaying],
  );
}
