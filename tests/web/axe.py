"""WCAG 2.2 AA by axe-core on a page as it stands, and what of its words is left in another language."""

from functools import cache

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """rules => axe.run({ runOnly: rules, resultTypes: ["violations"] }).then(result =>
  result.violations.map(each => [each.id, ...each.nodes.slice(0, 3).map(
    node => `${node.html.slice(0, 200)} ${node.failureSummary}`)]))"""
ENGLISH = """() => {
  const found = [...document.querySelectorAll(".unsaid")].map(each => each.textContent);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.data.replace(/\\u2068[^\\u2068\\u2069]*\\u2069/g, "");
    if (/[A-Za-z]{2,} +[A-Za-z]{2,} +[A-Za-z]{2,}/.test(words) &&
        !node.parentElement.closest("bdi, code, time, textarea, option, noscript, [lang=en], [lang=fr], script, style"))
      found.push(node.data);
  }
  for (const each of document.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ["aria-label", "title", "placeholder"])
      if (/^[A-Za-z ,.’'-]*[A-Za-z]{2,} +[A-Za-z]{2,} +[A-Za-z]{2,}/.test(each.getAttribute(name) || ""))
        found.push(`${name}: ${each.getAttribute(name)}`);
  return [...new Set(found)];
}"""
"""Words of the mission and of reports stand in an element of their own, or isolated: three in a row outside are ours."""


@cache
def script():
    """Return axe-core's script."""
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script


def violations(page):
    """Return what axe-core finds wrong on a page: the rule, and the first places with why."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(script())
    return page.evaluate(RUN, RULES)


def left_in_english(seat):
    """Return sentences of a page that are not in its language, which is Arabic; of others, those marked so."""
    if seat.page.evaluate("document.documentElement.lang") == "ar":
        return seat.page.evaluate(ENGLISH)
    return seat.page.locator(".unsaid").all_inner_texts()
