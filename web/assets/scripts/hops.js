// The link beside a line of a thread also copies its own address.

/** @param {ParentNode} root */
export function addHopCopying(root) {
  if (!navigator.clipboard) return;
  for (const link of root.querySelectorAll("[data-hop]")) link.addEventListener("click", () => copyAddress(link));
}

/** @param {HTMLAnchorElement} link */
async function copyAddress(link) {
  let status = link.nextElementSibling;
  if (!status) {
    status = document.createElement("span");
    status.className = "gt-copy__status";
    status.setAttribute("role", "status");
    link.after(status);
  }
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = "Link copied";
  } catch {
    status.textContent = "The link is in the address bar: copy it from there";
  }
}
