// What the editor completes: prefixes, classes, properties and codes, all from this service.

const MOST = 60;
const NAME = /^[A-Za-z][\w.-]*(?::[\w.-]*)?$/;

/** @param {Promise<{prefixes: Record<string, string>}>} terms */
export function makePrefixCompleter(terms) {
  return {
    name: "goldenthread-prefixes",
    persistenceId: null,
    bulk: true,
    autoShow: true,
    get: async () => Object.entries((await terms).prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  };
}

/** @param {Promise<{terms: {name: string, sort: string, label: string}[]}>} terms */
export function makeTermCompleter(terms) {
  const labels = new Map();
  return {
    name: "goldenthread-terms",
    persistenceId: null,
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => isTerm(editor),
    get: async (editor, token) => {
      const found = findTerms((await terms).terms, token.string.trim(), wantedSort(editor));
      for (const each of found) labels.set(each.name, `${each.sort}: ${each.label || each.name}`);
      return found.map((each) => each.name);
    },
    postprocessHints: (_editor, hints) => hints.map((hint) => ({ ...hint, render: (item) => render(item, hint.text, labels.get(hint.text)) })),
  };
}

function isTerm(editor) {
  const token = editor.getCompleteToken();
  const cursor = editor.getDoc().getCursor();
  const before = editor.getLine(cursor.line).slice(0, cursor.ch);
  if (/^\s*(?:PREFIX|BASE)\b/i.test(before) || !NAME.test(token.string)) return false;
  return token.string.includes(":") || editor.state.asksForTerms === true;
}

function wantedSort(editor) {
  const token = editor.getCompleteToken();
  const previous = editor.getPreviousNonWsToken(editor.getDoc().getCursor().line, token);
  if (previous?.string === "a") return "class";
  return token.state.possibleCurrent.includes("a") ? "property" : "";
}

/** Return the terms whose name, or else whose local name or label, begins as typed; those of the wanted sort first. */
function findTerms(all, typed, sort) {
  const text = typed.toLowerCase();
  const isPrefixed = text.includes(":");
  const fits = (each) => each.name.toLowerCase().startsWith(text)
    || (!isPrefixed && (each.name.toLowerCase().split(":")[1]?.startsWith(text) || each.label.toLowerCase().startsWith(text)));
  const rank = (each) => (each.sort === sort ? 0 : 1);
  return all.filter(fits).sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name)).slice(0, MOST);
}

function render(item, name, label) {
  const small = document.createElement("span");
  small.className = "gt-hint__label";
  small.textContent = label ?? "";
  item.append(name, small);
}
