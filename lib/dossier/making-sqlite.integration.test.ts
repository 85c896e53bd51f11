import { describeMaking } from "../../e2e/support/dossier/describe-making.ts";

describeMaking("SQLite", async () => ({}));
