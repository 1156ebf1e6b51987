// Two buttons above a thread: open every branch, close every branch.

/** @param {ParentNode} root */
export function addOutlineButtons(root) {
  for (const outline of root.querySelectorAll("[data-outline]")) {
    const branches = [...outline.querySelectorAll("details")];
    if (branches.length > 1) outline.before(makeRow(branches));
  }
}

/** @param {HTMLDetailsElement[]} branches */
function makeRow(branches) {
  const row = document.createElement("div");
  row.className = "gt-outline-buttons";
  for (const [text, open] of [["Open every branch", true], ["Close every branch", false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gt-link-button";
    button.textContent = text;
    button.addEventListener("click", () => branches.forEach((branch) => { branch.open = open; }));
    row.append(button);
  }
  return row;
}
