// Keys and screen readers go on from where they were, also where what had the focus is gone.

/** Begins a page for keys: behind its head, so that nobody goes through the links of all pages again. */
export function focusPage(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** Watches an element: where what has the focus in it vanishes, the nearest part that stays takes it. */
export function keepFocus(whole: HTMLElement): () => void {
  let path: HTMLElement[] = [];
  const remember = (event: FocusEvent) => {
    path = [];
    for (let at = event.target as HTMLElement | null; at; at = at.parentElement) {
      path.push(at);
      if (at === whole) return;
    }
  };
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || path[0]?.isConnected !== false) return;
    const part = path.find((each) => each.isConnected && each.textContent);
    if (!part) return;
    if (!part.hasAttribute("tabindex")) {
      part.tabIndex = -1;
      part.addEventListener("blur", () => part.removeAttribute("tabindex"), { once: true });
    }
    part.focus({ preventScroll: true });
  });
  whole.addEventListener("focusin", remember);
  observer.observe(whole, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    whole.removeEventListener("focusin", remember);
  };
}
