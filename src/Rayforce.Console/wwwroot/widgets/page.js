// What the browser keeps, downloads and shows of the page as a whole.
let parts = [];

/** The server that the page is from, as WebSockets have it. */
export function serverUrl() {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/`;
}

/** Whether the server answers at all. */
export async function isAlive() {
  try {
    return (await fetch("health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

export function load(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function save(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing, or is full: the page goes on without.
  }
}

export function setTheme(name) {
  if (name === "") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = name;
  }
}

export function getHash() {
  return location.hash.slice(1);
}

/** The address of the page with a text behind it. */
export function getUrl(hash) {
  return `${location.origin}${location.pathname}#${hash}`;
}

/** Puts a text on the clipboard, where the browser allows that. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function addPart(text) {
  parts.push(text);
}

/** Downloads the parts that have been added. */
export function download(name, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  parts = [];
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Has somebody choose a file, and gives its text. */
export function chooseFile(accept, taken) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.addEventListener("change", async () => {
    if (input.files.length > 0) {
      taken(await input.files[0].text());
    }
  });
  input.click();
}

export function focusElement(id) {
  document.getElementById(id)?.focus();
}
