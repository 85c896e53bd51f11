import { type ComponentType, createContext } from "react";
import type { PreviewProps } from "./preview-props.ts";

/** Shows a file by its content, for previews that list files inside theirs: they do not import their own callers. */
export const PreviewBodyContext = createContext<ComponentType<PreviewProps> | null>(null);
