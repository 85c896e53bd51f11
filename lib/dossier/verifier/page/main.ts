import { type Container, openFolder, openZip, UnreadableError } from "../container.ts";
import { type FoundDossier, findDossiers } from "../find-dossiers.ts";
import { info } from "../finding.ts";
import type { Result } from "../model.ts";
import { recomputeToken } from "../recompute-token.ts";
import { hashFile } from "../sha256.ts";
import { unreadableResult, verifyDossier } from "../verify-dossier.ts";
import { create, visible } from "./elements.ts";
import { chooseLanguage, type Language, languageNames, languages } from "./messages.ts";
import { type About, showResult } from "./show-result.ts";

type Shown = { result: Result; about: About | null };

const state: {
  language: Language;
  found: FoundDossier[];
  chosen: number;
  shown: Shown | null;
  documentSha256: string | null;
} = {
  language: chooseLanguage(navigator.languages),
  found: [],
  chosen: 0,
  shown: null,
  documentSha256: null,
};

const place = create("section", { attributes: { id: "place" } });
const choices = create("section", { attributes: { id: "choices" } });
const signed = create("p", { attributes: { role: "status", id: "signed" } });
const logKey = create("textarea", {
  attributes: { id: "log-key", rows: "2", spellcheck: "false", autocomplete: "off" },
});
const tokenKey = create("textarea", {
  attributes: { id: "token-key", rows: "2", spellcheck: "false", autocomplete: "off" },
});
const zipInput = create("input", { attributes: { type: "file", id: "zip", hidden: "" } });
const folderInput = create("input", { attributes: { type: "file", id: "folder", webkitdirectory: "", hidden: "" } });

/** Reads what the page names above the checks. Nothing of it is trusted; the checks say what is proven. */
async function readAbout({ files }: FoundDossier): Promise<About | null> {
  const read = async (path: string): Promise<Record<string, unknown>> => {
    const blob = await files.get(path)?.open();
    if (!blob || blob.size > 1024 * 1024) return {};
    const value: unknown = JSON.parse(await blob.text());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  };
  try {
    const [dossier, leaf] = [
      await read("data/dossier.json"),
      await read("log/entry.leaf.json").catch(() => ({ index: Number.NaN })),
    ];
    const { srId = "", evidenceId = "", madeAt = "" } = dossier;
    const number = typeof leaf.index === "number" && Number.isSafeInteger(leaf.index) ? String(leaf.index + 1) : "?";
    return { srId: String(srId), evidenceId: String(evidenceId), madeAt: String(madeAt), number };
  } catch {
    return null;
  }
}

/** Digest of the document that was examined; null without an examination. */
async function readDocumentDigest({ files }: FoundDossier): Promise<string | null> {
  try {
    const text = await (await files.get("data/examination.json")?.open())?.text();
    const { sha256 } = JSON.parse(text ?? "{}") as { sha256?: unknown };
    return typeof sha256 === "string" ? sha256 : null;
  } catch {
    return null;
  }
}

function show(): void {
  const messages = languages[state.language];
  if (state.shown) showResult(place, state.shown.result, state.shown.about, messages);
  signed.textContent = state.documentSha256 === null ? "" : messages.ui.signed;
}

async function verifyChosen(): Promise<void> {
  const found = state.found[state.chosen];
  if (!found) return;
  place.replaceChildren(create("p", { text: languages[state.language].ui.working, attributes: { role: "status" } }));
  const given = { logKey: logKey.value, tokenKey: tokenKey.value };
  const result = await verifyDossier(found, { given, now: new Date(), recomputeToken });
  if (state.found[state.chosen] !== found) return;
  if (state.found.length > 1)
    result.checks.unshift(info("container", "several_dossiers", { detail: String(state.found.length) }));
  state.documentSha256 = await readDocumentDigest(found);
  state.shown = { result, about: await readAbout(found) };
  show();
}

function showChoices(): void {
  const { ui } = languages[state.language];
  choices.replaceChildren();
  if (state.found.length < 2) return;
  const buttons = state.found.map(({ name }, at) => {
    const button = create("button", {
      text: visible(name, 100),
      attributes: { type: "button", "aria-pressed": String(at === state.chosen) },
    });
    button.addEventListener("click", () => {
      state.chosen = at;
      showChoices();
      void verifyChosen();
    });
    return button;
  });
  choices.append(create("p", { text: ui.several }), create("div", { attributes: { class: "buttons" } }, ...buttons));
}

async function open(make: () => Promise<Container>, name: string): Promise<void> {
  [state.found, state.chosen, state.shown, state.documentSha256] = [[], 0, null, null];
  showChoices();
  try {
    state.found = await findDossiers(await make(), name);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const code = error instanceof UnreadableError ? error.code : "zip_unreadable";
    state.shown = { result: unreadableResult(code, detail), about: null };
  }
  showChoices();
  if (state.found.length > 0) await verifyChosen();
  else show();
}

async function compareDocument(file: File): Promise<void> {
  const { ui } = languages[state.language];
  signed.textContent = (await hashFile(file)) === state.documentSha256 ? ui.signedSame : ui.signedOther;
}

async function openFiles(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  const head = new TextDecoder("latin1").decode(await file.slice(0, 5).arrayBuffer());
  if (state.documentSha256 !== null && head === "%PDF-") await compareDocument(file);
  else await open(() => openZip(file), file.name);
}

function createControls(): HTMLElement {
  const { ui } = languages[state.language];
  const field = (area: HTMLTextAreaElement, label: string, help: string) => {
    area.setAttribute("aria-describedby", `${area.id}-help`);
    return create(
      "div",
      { attributes: { class: "field" } },
      create("label", { text: label, attributes: { for: area.id } }),
      area,
      create("p", { text: help, attributes: { id: `${area.id}-help`, class: "help" } }),
    );
  };
  const button = (text: string, input: HTMLInputElement) => {
    const element = create("button", { text, attributes: { type: "button" } });
    element.addEventListener("click", () => input.click());
    return element;
  };
  const select = create("select", { attributes: { "aria-label": ui.language } });
  for (const [value, text] of Object.entries(languageNames)) {
    const option = create("option", { text, attributes: { value, lang: value } });
    option.selected = value === state.language;
    select.append(option);
  }
  select.addEventListener("change", () => {
    state.language = select.value as Language;
    render();
  });
  return create(
    "section",
    {},
    create("div", { attributes: { class: "top" } }, create("h1", { text: ui.title }), select),
    create("p", { text: ui.intro }),
    field(logKey, ui.logKey, ui.logKeyHelp),
    field(tokenKey, ui.tokenKey, ui.tokenKeyHelp),
    create(
      "div",
      { attributes: { class: "drop" } },
      create("p", { text: ui.drop }),
      button(ui.chooseDossier, zipInput),
      button(ui.chooseFolder, folderInput),
    ),
    zipInput,
    folderInput,
  );
}

function render(): void {
  document.documentElement.lang = state.language;
  document.title = languages[state.language].ui.title;
  document.querySelector("main")?.replaceChildren(createControls(), choices, place, signed);
  showChoices();
  show();
}

zipInput.addEventListener("change", () => {
  void openFiles([...(zipInput.files ?? [])]);
  zipInput.value = "";
});
folderInput.addEventListener("change", () => {
  const files = [...(folderInput.files ?? [])];
  folderInput.value = "";
  if (files.length > 0) void open(async () => openFolder(files), files[0]?.webkitRelativePath.split("/")[0] ?? "");
});
for (const area of [logKey, tokenKey]) area.addEventListener("change", () => void verifyChosen());
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  void openFiles([...(event.dataTransfer?.files ?? [])]);
});
render();
