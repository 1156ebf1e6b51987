// A button that copies the text of the element it follows: <p data-copy="citation" id="…">; data-copy-lines keeps lines.

/** @param {ParentNode} root */
export function addCopyButtons(root) {
  if (!navigator.clipboard) return;
  for (const source of root.querySelectorAll("[data-copy]")) (source.closest("pre") ?? source).after(...makeButton(source));
}

/**
 * @param {Element} source
 * @returns {HTMLElement[]} the button, and the line that tells a screen reader what it did
 */
function makeButton(source) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary gt-copy";
  button.textContent = `Copy ${source.getAttribute("data-copy")}`;
  const status = document.createElement("span");
  status.className = "gt-copy__status";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      const text = source.textContent.trim();
      await navigator.clipboard.writeText(source.hasAttribute("data-copy-lines") ? text : text.replace(/\s+/g, " "));
      status.textContent = "Copied";
    } catch {
      status.textContent = "Your browser did not allow it: select the text and copy it";
    }
  });
  return [button, status];
}
