// The pages are whole without this: it only adds comfort where a script may run.
import { createAll, ErrorSummary, ServiceNavigation, SkipLink } from "govuk-frontend";
import { addCopyButtons } from "./copy.js";
import { addLibraryFilters } from "./library.js";
import { addOutlineButtons } from "./outline.js";
import { revealTarget } from "./reveal.js";

createAll(ErrorSummary);
createAll(ServiceNavigation);
createAll(SkipLink);
addCopyButtons(document);
addLibraryFilters(document);
addOutlineButtons(document);
revealTarget(document);
addEventListener("hashchange", () => revealTarget(document));
