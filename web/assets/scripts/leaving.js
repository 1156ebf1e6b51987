// Tab indents inside the editor; Esc, then Tab or Shift and Tab, leaves it (WCAG 2.1.2, no keyboard trap).

/** @param {CodeMirror.Editor} editor */
export function letTabLeave(editor) {
  const leaving = { Tab: false, "Shift-Tab": false };
  const stay = () => editor.removeKeyMap(leaving);
  const keys = editor.getOption("extraKeys");
  editor.setOption("extraKeys", {
    ...keys,
    Esc: () => { stay(); editor.addKeyMap(leaving); },
    "Ctrl-Space": () => {
      editor.state.asksForTerms = true;
      editor.autocomplete();
      editor.state.asksForTerms = false;
    },
  });
  editor.on("blur", stay);
  editor.on("keydown", (_editor, event) => {
    if (!["Escape", "Tab", "Shift"].includes(event.key)) stay();
  });
}
