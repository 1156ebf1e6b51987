// Opens the branches round the place that an address names, for browsers that do not do so themselves.

/** @param {Document} page */
export function revealTarget(page) {
  const target = location.hash.length > 1 && page.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let branch = target.closest("details"); branch; branch = branch.parentElement.closest("details")) branch.open = true;
  target.scrollIntoView();
}
