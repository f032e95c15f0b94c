// Keeps the parts of a page that live as they are now: the server sends each as the same piece of page that it rendered.
// Without this script the page loads itself anew from time to time.
"use strict";
const sameAs = one => one.form ? one.form.action + [...new FormData(one.form)].filter(([name]) => name !== "token") : one.href;
for (const part of document.querySelectorAll("[data-live]")) {
    let stream = null;
    const open = () => {
        if (stream) return;
        stream = new EventSource(part.dataset.live);
        stream.onmessage = news => {
            // Whoever is typing or has something open is not disturbed.
            if (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) return;
            const held = part.contains(document.activeElement) ? sameAs(document.activeElement) : null;
            part.innerHTML = news.data;
            // Who goes by keys stays at the button that he was at, and at no other.
            if (held) [...part.querySelectorAll("a, button")].find(one => sameAs(one) === held)?.focus({ preventScroll: true });
            part.classList.remove("stale");
        };
        // The session has ended: the page is asked for anew, and that is the sign-in.
        stream.addEventListener("end", () => { close(); location.reload(); });
        stream.onerror = () => {
            part.classList.add("stale");
            // Refused for good, as when the session had ended before it was opened: a browser tries no more, so the page asks.
            if (stream && stream.readyState === EventSource.CLOSED) { stream = null; setTimeout(() => location.reload(), 5000); }
        };
    };
    const close = () => { if (stream) stream.close(); stream = null; };
    // A page that nobody sees takes no line: phones would lose it anyway.
    document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
    addEventListener("pagehide", close);
    open();
}
