import { compareArtefacts } from "./compare-artefacts.ts";
import type { CompareAnswer, CompareAsk } from "./protocol.ts";

self.onmessage = async ({ data: ask }: MessageEvent<CompareAsk>) => {
  const answer = (message: CompareAnswer) => self.postMessage(message);
  try {
    answer({ id: ask.id, answer: "agreement", agreement: await compareArtefacts(ask) });
  } catch (error) {
    answer({ id: ask.id, answer: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};
