// Lights the thread of the box of a picture that is pointed at or has the focus: the boxes above and below it, and the lines
// between them. Without a script the boxes are links all the same.

/** @param {ParentNode} root */
export function lightThreads(root) {
  for (const picture of root.querySelectorAll("[data-picture]")) {
    const boxes = [...picture.querySelectorAll("[data-near]")];
    const lines = [...picture.querySelectorAll("[data-tails]")].map((line) => [line, numbers(line, "tails"), numbers(line, "heads")]);
    // on the figure, not on the boxes: a group of an SVG that listens for focus would itself be a stop of the Tab key
    const light = (event) => {
      const box = event.target.closest("[data-near]");
      if (box) show(picture, boxes, lines, new Set(numbers(box, "near")));
    };
    const dim = () => show(picture, boxes, lines, null);
    picture.addEventListener("focusin", light);
    picture.addEventListener("focusout", dim);
    picture.addEventListener("mouseover", light);
    picture.addEventListener("mouseout", dim);
  }
}

/** @param {Element} element @param {string} name */
function numbers(element, name) {
  return element.dataset[name].split(" ");
}

/** @param {Set<string> | null} near the numbers of the boxes to light; null for none in particular */
function show(picture, boxes, lines, near) {
  picture.classList.toggle("is-lighting", near !== null);
  for (const box of boxes) box.classList.toggle("is-lit", near !== null && near.has(box.dataset.number));
  for (const [line, tails, heads] of lines) {
    const isLit = near !== null && tails.some((each) => near.has(each)) && heads.some((each) => near.has(each));
    line.classList.toggle("is-lit", isLit);
  }
}
