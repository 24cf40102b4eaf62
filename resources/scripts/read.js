// The text that can be seen, in reading order, with a line end between blocks: of the page and of its frames of
// the same host. The text nodes are kept with their places, for mark.js.
(mostFrames, mostSigns) => {
  const inline = new Set(["inline", "contents", "inline-block", "inline-flex", "ruby", "none"]);
  const unseen = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "SELECT", "OPTION", "TITLE"]);
  const parts = [], nodes = [], documents = [];
  let size = 0;
  const add = text => {
    parts.push(text);
    size += text.length;
  };
  const blockOf = element => {
    const view = element.ownerDocument.defaultView;
    while (element && inline.has(view.getComputedStyle(element).display)) element = element.parentElement;
    return element;
  };
  const walk = doc => {
    if (!doc || !doc.documentElement || documents.length >= mostFrames || size > mostSigns) return;
    documents.push(doc);
    const walker = doc.createTreeWalker(doc.documentElement, NodeFilter.SHOW_TEXT);
    const seen = new Map(), blocks = new Map();
    let before = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || unseen.has(parent.tagName)) continue;
      if (!seen.has(parent)) {
        seen.set(parent, parent.checkVisibility({visibilityProperty: true}));
        blocks.set(parent, blockOf(parent));
      }
      if (!seen.get(parent)) continue;
      if (before !== null && before !== blocks.get(parent)) add("\n");
      before = blocks.get(parent);
      nodes.push([size, node]);
      add(node.data);
    }
    add("\n");
    for (const frame of doc.querySelectorAll("iframe, frame")) {
      let inner = null;
      try {
        inner = frame.contentDocument;
      } catch (error) {
        continue;
      }
      walk(inner);
    }
  };
  walk(document);
  window.readerText = {nodes, documents, ranges: [], sheets: new Map()};
  return parts.join("");
}
