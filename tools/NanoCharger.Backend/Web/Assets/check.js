// Checks a signature in the visitor's own browser: whether it is this key's over exactly these bytes. Document and key are those that stand on the page, or whatever the visitor puts there; nobody is asked.
"use strict";
// The one form that a document has here, byte for byte: else one could be changed and hold all the same.
const form = /^OCMF\|([^|]*)\|\{"SA":"ECDSA-secp256r1-SHA256","SE":"hex","SM":"application\/x-der","SD":"((?:[0-9a-f]{2})+)"\}$/;
const pem = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+\/=\s]+)-----END PUBLIC KEY-----\s*$/;
// Half the order of P-256: with (r, s) anybody can write (r, n - s); the lower of the two is the one form.
const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
// The signature's two numbers, as the browser wants them: 32 bytes each. Null where they are not in the shortest form of DER.
const pair = der => {
    const out = new Uint8Array(64);
    let at = 2;
    if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
    for (const end of [32, 64]) {
        const number = der.slice(at + 2, at + 2 + der[at + 1]);
        if (der[at] !== 2 || !number.length || number.length !== der[at + 1] || number[0] > 127 || (number.length > 1 && number[0] === 0 && number[1] < 128)) return null;
        const digits = number[0] === 0 ? number.slice(1) : number;
        if (digits.length > 32) return null;
        out.set(digits, end - digits.length);
        at += 2 + number.length;
    }
    return at === der.length && BigInt("0x" + hex(out.slice(32))) <= half ? out : null;
};
const keyOf = async text => {
    try {
        const der = Uint8Array.from(atob(pem.exec(text)[1].replace(/\s/g, "")), letter => letter.charCodeAt(0));
        return await crypto.subtle.importKey("spki", der, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    } catch {
        return null;
    }
};
const check = async (document, text) => {
    // By plain http a browser has no such thing: what is loaded so may be changed on its way, and this script with it.
    if (!globalThis.crypto?.subtle) return "http";
    const parts = form.exec(document.replace(/\r?\n$/, ""));
    if (!parts) return "form";
    const key = await keyOf(text);
    if (!key) return "key";
    const signature = pair(Uint8Array.from(parts[2].match(/../g), two => parseInt(two, 16)));
    return signature && await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, new TextEncoder().encode(parts[1])) ? "valid" : "invalid";
};
const tell = (part, state) => {
    const result = part.querySelector("[role=status]");
    result.dataset.state = state;
    result.textContent = state ? part.dataset[state] : "";
};
addEventListener("click", async event => {
    const part = event.target.closest?.("[data-check] button")?.closest("[data-check]");
    if (!part) return;
    const values = () => [part.querySelector("[name=document]").value, part.querySelector("[name=key]").value];
    const asked = values();
    const found = await check(...asked);
    // Who was faster has put something else there since: of that nothing is known.
    if (values().every((value, at) => value === asked[at])) tell(part, found);
});
// What was found is of what stood there: once something else does, it is gone.
addEventListener("input", event => {
    const part = event.target.closest?.("[data-check]");
    if (part) tell(part, "");
});
if (!globalThis.crypto?.subtle) document.querySelectorAll("[data-check]").forEach(part => tell(part, "http"));
