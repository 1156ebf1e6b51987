// The editor of the workbench: Yasgui's (Yasqe) in place of the plain field, which the form still sends.
import Yasqe from "@zazuko/yasqe";
import { makeTermCompleter, makePrefixCompleter } from "./completion.js";
import { letTabLeave } from "./leaving.js";

const LONGEST_ADDRESS = 6000;
const PAUSE_MS = 800;

const source = document.querySelector("[data-editor]");
if (source) start(source);

/** @param {HTMLTextAreaElement} source */
function start(source) {
  const form = source.form;
  const editor = makeEditor(source);
  nameInput(source, editor);
  source.hidden = true;
  const run = () => form.requestSubmit();
  editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false });
  letTabLeave(editor);
  editor.on("autocompletionShown", (_editor, list) => nameList(list.hints));
  editor.on("change", () => { source.value = editor.getValue(); });
  form.addEventListener("submit", () => send(form, source, editor));
  addEventListener("pageshow", () => say(form, ""));
  watchMistakes(form, editor);
}

/** @param {HTMLTextAreaElement} source */
function makeEditor(source) {
  const place = document.createElement("div");
  source.after(place);
  const terms = fetch(source.dataset.terms).then((answer) => answer.json());
  const completers = [makePrefixCompleter(terms), makeTermCompleter(terms)];
  Yasqe.forkAutocompleter("prefixes", completers[0], false);
  Yasqe.registerAutocompleter(completers[1], false);
  Yasqe.defaults.autocompleters = []; // its own ask other hosts, and are merged into those given below
  return new Yasqe(place, {
    value: source.value,
    autocompleters: ["variables", ...completers.map((each) => each.name)],
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    lineWrapping: true,
    tabSize: 2,
    indentUnit: 2,
    requestConfig: { endpoint: `${location.origin}/sparql` },
  });
}

/** Give the input that the editor writes in the plain field's name, hint and id, so that label and links lead to it. */
function nameInput(source, editor) {
  const input = editor.getInputField();
  const keys = document.getElementById("query-keys");
  keys.hidden = false;
  input.id = source.id;
  source.id = `${source.id}-plain`;
  input.setAttribute("aria-labelledby", "query-label");
  input.setAttribute("aria-describedby", `query-hint ${keys.id}`);
  input.setAttribute("aria-multiline", "true");
  input.setAttribute("aria-autocomplete", "list");
}

/** Name the list of completions; Tab chooses from it and never gets there, but what scrolls must be reachable. */
function nameList(list) {
  list.setAttribute("aria-label", "Completions");
  list.tabIndex = 0;
}

function send(form, source, editor) {
  source.value = editor.getValue();
  form.method = encodeURIComponent(source.value).length > LONGEST_ADDRESS ? "post" : "get";
  say(form, "Running the query…");
}

function say(form, text) {
  form.querySelector(".gt-running").textContent = text;
}

/** Say in words which line the editor marks with a cross, once the writer pauses. */
function watchMistakes(form, editor) {
  let waiting = 0;
  editor.on("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => say(form, editor.queryValid ? "" : describeMistake(editor)), PAUSE_MS);
  });
}

function describeMistake(editor) {
  for (let line = 0; line < editor.lineCount(); line += 1) {
    if (editor.lineInfo(line)?.gutterMarkers?.gutterErrorBar) return `Line ${line + 1} is not SPARQL yet`;
  }
  return "";
}
