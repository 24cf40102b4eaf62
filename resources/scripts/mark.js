// Marks places of the text that read.js gave, as highlights: no sign of the page is changed.
(spans, style) => {
  const kept = window.readerText;
  if (!kept) return 0;
  for (const doc of kept.documents) {
    const view = doc.defaultView;
    if (!view) continue;
    view.CSS.highlights.delete("reader-hit");
    view.CSS.highlights.delete("reader-current");
    if (!kept.sheets.has(doc)) {
      kept.sheets.set(doc, new view.CSSStyleSheet());
      doc.adoptedStyleSheets.push(kept.sheets.get(doc));
    }
    kept.sheets.get(doc).replaceSync(style);
  }
  const nodes = kept.nodes;
  const at = place => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle][0] <= place) low = middle;
      else high = middle - 1;
    }
    return nodes[low];
  };
  kept.ranges = [];
  for (const [start, end] of nodes.length ? spans : []) {
    const [from, first] = at(start), [to, last] = at(Math.max(start, end - 1));
    if (!first.isConnected || !last.isConnected || first.ownerDocument !== last.ownerDocument) continue;
    const range = first.ownerDocument.createRange();
    range.setStart(first, Math.min(start - from, first.length));
    range.setEnd(last, Math.min(end - to, last.length));
    kept.ranges.push(range);
  }
  const views = Map.groupBy(kept.ranges, range => range.startContainer.ownerDocument.defaultView);
  for (const [view, ranges] of views) view.CSS.highlights.set("reader-hit", new view.Highlight(...ranges));
  return kept.ranges.length;
}
