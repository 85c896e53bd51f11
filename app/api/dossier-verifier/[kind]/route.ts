import { readReleaseFile } from "#lib/dossier/release-file";
import { bodyResponse } from "#lib/http/body-response";
import { protectedRoute } from "#lib/route/protected-route";

/** A fixed file of dossiers as a download. It tells nothing of any case, so no entry is written. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer", "auditor", "admin"],
    personalData: "none",
    event: "dossier",
    recordsItself: true,
    isAct: false,
  },
  async ({ params: { kind = "" } }) => {
    const { bytes, headers } = await readReleaseFile(kind);
    return bodyResponse(bytes, headers);
  },
);
