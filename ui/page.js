(() => {
  "use strict";
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Opens whatever the element is folded into, brings it into view and gives it the focus.
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    target.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
    target.focus({ preventScroll: true });
    target.classList.remove("b-flash");
    requestAnimationFrame(() => target.classList.add("b-flash"));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a.b-marker, a.b-back');
    if (!link) return;
    event.preventDefault();
    reveal(link.getAttribute("href").slice(1));
  });

  // An opened article starts at its marked quotation.
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!details.open || !details.classList?.contains("b-whole")) return;
    const box = details.querySelector(".b-article-text");
    const mark = box?.querySelector("mark");
    if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }, true);

  let turns = 0;
  // The conversation stays at its end while the reader is there, and goes there for a new question.
  const follow = () => {
    const thread = document.getElementById("thread");
    if (!thread) return;
    const now = thread.querySelectorAll(".b-turn").length;
    const near = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 160;
    if (near || now !== turns) thread.scrollTop = thread.scrollHeight;
    if (now !== turns) document.getElementById("proof")?.scrollTo(0, 0);
    turns = now;
  };

  // Gradio writes the browser's own language there, at a time of its own.
  const speak = () => {
    const language = document.querySelector("[data-language]")?.dataset.language;
    if (language && document.documentElement.lang !== language) document.documentElement.lang = language;
  };

  let pending = false;
  new MutationObserver(() => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => { pending = false; speak(); follow(); });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-language", "lang"] });
})();
