(function () {
  "use strict";
  var box = document.getElementById("find"), count = document.getElementById("found");
  if (!box) { return; }
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var kinds = Array.prototype.slice.call(document.querySelectorAll("input[name=verdict]"));
  document.querySelector(".find").hidden = false;
  function show() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    var wanted = kinds.filter(function (k) { return k.checked; }).map(function (k) { return k.value; });
    cards.forEach(function (card) {
      var text = card.textContent.toLowerCase();
      var keep = wanted.indexOf(card.dataset.verdict) >= 0 && words.every(function (w) { return text.indexOf(w) >= 0; });
      card.hidden = !keep;
      if (keep) { shown += 1; }
    });
    count.textContent = shown + " of " + cards.length + " shown";
  }
  box.addEventListener("input", show);
  kinds.forEach(function (k) { k.addEventListener("change", show); });
  window.addEventListener("hashchange", function () { box.value = ""; kinds.forEach(function (k) { k.checked = true; }); show(); });
  show();
}());
