// Narrows the list of questions to those that hold the words, while one types; without a script the form does it.

/** @param {Document} page */
export function addLibraryFilters(page) {
  for (const form of page.querySelectorAll("form[data-filter]")) {
    const list = page.getElementById(form.dataset.filter);
    const field = form.querySelector("input");
    if (list && field) field.addEventListener("input", () => filter(list, field.value, form.querySelector("[role=status]")));
  }
}

/**
 * @param {Element} list
 * @param {string} text
 * @param {Element} status says how many are left
 */
function filter(list, text, status) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let size = 0;
  for (const group of list.querySelectorAll("[data-group]")) {
    const entries = [...group.querySelectorAll("[data-words]")];
    for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
    const left = entries.filter((entry) => !entry.hidden).length;
    group.hidden = left === 0;
    size += left;
  }
  status.textContent = words.length ? `${size} ${size === 1 ? "question" : "questions"}` : "";
}
