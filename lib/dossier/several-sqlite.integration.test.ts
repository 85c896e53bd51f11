import { describeSeveral } from "../../e2e/support/dossier/describe-several.ts";

describeSeveral("SQLite", async () => ({}));
