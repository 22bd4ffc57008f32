(function () {
  "use strict";
  var form = document.querySelector("form.find");
  var box = document.getElementById("find");
  var found = document.getElementById("found");
  var kinds = Array.prototype.slice.call(form.querySelectorAll("input[name=verdict]"));
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var holders = Array.prototype.slice.call(document.querySelectorAll(".case"));
  var texts = null;
  function read() {
    texts = findings.map(function (each) {
      var holder = each.closest(".case");
      var head = "";
      if (holder) {
        Array.prototype.forEach.call(holder.children, function (child) {
          if (!child.classList.contains("finding")) { head += " " + child.textContent; }
        });
      }
      return (head + " " + each.textContent).toLowerCase();
    });
  }
  function show() {
    if (!texts) { read(); }
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var wanted = kinds.filter(function (k) { return k.checked; }).map(function (k) { return k.value; });
    var shown = 0;
    findings.forEach(function (each, n) {
      var keep = wanted.indexOf(each.dataset.verdict) >= 0 &&
        words.every(function (word) { return texts[n].indexOf(word) >= 0; });
      each.hidden = !keep;
      if (keep) { shown += 1; }
    });
    holders.forEach(function (each) {
      each.hidden = !each.querySelector(".finding:not([hidden])");
    });
    found.textContent = found.dataset.some
      ? found.dataset.some.replace("##", findings.length).replace("#", shown)
      : shown + " of " + findings.length + " shown";
  }
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      box.value = "";
      kinds.forEach(function (k) { k.checked = true; });
      show();
      target.scrollIntoView();
    }
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  box.addEventListener("input", show);
  kinds.forEach(function (k) { k.addEventListener("change", show); });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("[tabindex]").forEach(function (each) { each.scrollLeft = 0; });
  });
  found.textContent = found.dataset.all
    ? found.dataset.all.replace("#", findings.length)
    : findings.length + " shown";
}());
