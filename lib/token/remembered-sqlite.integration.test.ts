import { describeRemembered } from "../../e2e/support/token/describe-remembered.ts";

describeRemembered("SQLite", async () => ({}));
