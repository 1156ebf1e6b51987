// The pages are whole without this: it only adds comfort where a script may run.
import { createAll, ErrorSummary, ServiceNavigation, SkipLink } from "govuk-frontend";
import { addCopyButtons } from "./copy.js";
import { addLibraryFilters } from "./library.js";
import { addHopCopying } from "./hops.js";
import { addOutlineButtons } from "./outline.js";
import { lightThreads } from "./picture.js";
import { revealTarget } from "./reveal.js";

createAll(ErrorSummary);
createAll(ServiceNavigation);
createAll(SkipLink);
addCopyButtons(document);
addLibraryFilters(document);
addOutlineButtons(document);
addHopCopying(document);
lightThreads(document);
revealTarget(document);
addEventListener("hashchange", () => revealTarget(document));
